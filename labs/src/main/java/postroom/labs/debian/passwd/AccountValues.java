package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Accounts;

/** What may be said of a user or a group on the command lines of useradd, usermod, groupadd and groupmod. */
final class AccountValues {
    private AccountValues() {}

    /** Refuses a bad value of an option that useradd and usermod share; others take any value, or none. */
    static void check(Job job, Getopt.Option option) throws IOException {
        String value = option.value();
        switch (option.key()) {
            case "e" -> {
                if (Days.parse(value).isEmpty()) {
                    throw Refusal.of(3, "invalid date '" + value + "'");
                }
            }
            case "f" -> {
                if (!value.matches("-1|[0-9]{1,9}")) {
                    throw Refusal.of(3, "invalid numeric argument '" + value + "'");
                }
            }
            case "g" -> {
                if (group(job.accounts(), value).isEmpty()) {
                    throw Refusal.of(6, "group '" + value + "' does not exist");
                }
            }
            case "G" -> groups(job, value);
            case "s" -> {
                if (value.contains(":") || !value.isEmpty() && !value.startsWith("/") && !value.startsWith("*")) {
                    throw Refusal.of(3, "invalid shell '" + value + "'");
                }
                if (!value.isEmpty()
                        && !value.endsWith("/nologin")
                        && !job.files().allows(value, 1)) {
                    job.warn("Warning: missing or non-executable shell '" + value + "'");
                }
            }
            case "u" -> {
                if (!value.matches("[0-9]{1,9}")) {
                    throw Refusal.of(3, "invalid user ID '" + value + "'");
                }
            }
            default -> {
                // nothing can be wrong with it
            }
        }
    }

    /** The gid that {@code -g} of groupadd and groupmod gives, if it is given. */
    static Optional<Integer> gid(Job job) {
        String value = job.value("g", null);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw Refusal.of(3, "invalid group ID '" + value + "'");
        }
        return Optional.of(Integer.parseInt(value));
    }

    /** Names as Debian's programs take them without {@code --badname}: nearly all, so that sites may be strict themselves. */
    static boolean isGoodName(String name) {
        return name.length() <= 32 && !name.matches("[-+~].*|.*[:,/\\s].*|") && !name.equals(".") && !name.equals("..");
    }

    static Optional<Accounts.Group> group(Accounts accounts, String text) {
        return text.matches("[0-9]{1,9}") ? accounts.group(Integer.parseInt(text)) : accounts.group(text);
    }

    /** The names of a list of groups; all that are missing are named before it refuses. */
    static List<String> groups(Job job, String list) throws IOException {
        List<String> names = new ArrayList<>();
        boolean missing = false;
        for (String each : list.split(",")) {
            Optional<Accounts.Group> found = group(job.accounts(), each);
            if (found.isPresent()) {
                names.add(found.get().name());
            } else if (!each.isEmpty()) {
                job.warn("group '" + each + "' does not exist");
                missing = true;
            }
        }
        if (missing) {
            throw Refusal.of(6, null);
        }
        return names;
    }
}
