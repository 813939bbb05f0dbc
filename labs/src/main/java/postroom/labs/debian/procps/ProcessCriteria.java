package postroom.labs.debian.procps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** By what {@code pgrep(1)} chooses processes, besides the pattern: owner, parent, group, session, terminal, age. */
final class ProcessCriteria {
    private final Process me;
    private final Getopt.Parsed parsed;
    private final List<Predicate<Process>> all = new ArrayList<>();

    ProcessCriteria(Process me, Getopt.Parsed parsed) {
        this.me = me;
        this.parsed = parsed;
    }

    /** Reads the options; what is wrong with them, or null. */
    String read() {
        for (Getopt.Option each : parsed.options()) {
            String complaint = read(each);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private String read(Getopt.Option option) {
        String value = option.value();
        switch (option.key()) {
            case "u", "U" -> {
                Set<Integer> ids = new HashSet<>();
                for (String each : value.split(",")) {
                    Optional<Integer> id = user(each);
                    if (id.isEmpty()) {
                        return "invalid user name: " + each;
                    }
                    ids.add(id.get());
                }
                boolean effective = option.is("u");
                all.add(it -> ids.contains(effective ? it.who().uid() : it.realUid()));
            }
            case "G" -> {
                Set<Integer> ids = new HashSet<>();
                for (String each : value.split(",")) {
                    Optional<Integer> id = me.host().accounts().group(each).map(Accounts.Group::gid);
                    if (id.isEmpty() && !each.matches("[0-9]{1,9}")) {
                        return "invalid group name: " + each;
                    }
                    ids.add(id.orElseGet(() -> Integer.valueOf(each)));
                }
                all.add(it -> ids.contains(it.realGid()));
            }
            case "P" -> {
                return numbers(value, "not a number: ", Process::parent);
            }
            case "g" -> {
                return numbers(value, "invalid process group: ", it -> it.group());
            }
            case "s" -> {
                return numbers(value, "invalid session id: ", Process::session);
            }
            case "O" -> {
                if (!value.matches("[0-9]{1,9}")) {
                    return "not a number: " + value;
                }
                long limit = me.host().clock().millis() - 1000L * Integer.parseInt(value);
                all.add(it -> it.started() <= limit);
            }
            case "t" -> {
                Set<String> names = Set.of(value.split(","));
                all.add(it -> it.terminal()
                        .map(tty -> tty.device().replace("/dev/", ""))
                        .filter(names::contains)
                        .isPresent());
            }
            case "r" -> all.add(it -> value.contains(Ps.state(me, it).substring(0, 1)));
            default -> {
                // no criterion
            }
        }
        return null;
    }

    private interface Number {
        int of(Process process);
    }

    private String numbers(String list, String complaint, Number number) {
        Set<Integer> wanted = new HashSet<>();
        for (String each : list.split(",")) {
            if (!each.matches("[0-9]{1,9}")) {
                return complaint + each;
            }
            // 0 stands for pgrep's own group or session
            wanted.add(each.equals("0") ? Integer.valueOf(number.of(me)) : Integer.valueOf(each));
        }
        all.add(it -> wanted.contains(number.of(it)));
        return null;
    }

    private Optional<Integer> user(String text) {
        Optional<Integer> named = me.host().accounts().user(text).map(Accounts.User::uid);
        return named.isEmpty() && text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : named;
    }

    void onlyPid(int pid) {
        all.add(it -> it.pid() == pid);
    }

    /** True if there is any. */
    boolean any() {
        return !all.isEmpty();
    }

    /** The processes that fit, by their numbers; never the caller. */
    List<Process> select(Pattern pattern) {
        boolean inverse = parsed.has("v");
        List<Process> found = new ArrayList<>();
        for (Process it : me.host().processes().all()) {
            me.step();
            boolean over = it.status() != null && it.status().ended();
            if (it != me && !over && fits(it, pattern) != inverse) {
                found.add(it);
            }
        }
        Comparator<Process> age =
                Comparator.<Process>comparingLong(Process::started).thenComparingInt(Process::pid);
        if (parsed.has("n")) {
            return found.stream().max(age).map(List::of).orElse(List.of());
        }
        if (parsed.has("o")) {
            return found.stream().min(age).map(List::of).orElse(List.of());
        }
        return found;
    }

    private boolean fits(Process it, Pattern pattern) {
        String name = Ps.command(it);
        String subject = parsed.has("f") ? it.title() : name.length() > 15 ? name.substring(0, 15) : name;
        return all.stream().allMatch(each -> each.test(it))
                && pattern.matcher(new Budgeted(subject, me::step)).find();
    }
}
