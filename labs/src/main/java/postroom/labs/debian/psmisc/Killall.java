package postroom.labs.debian.psmisc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.procps.SignalNames;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;

/** {@code killall(1)}: signals to processes by their exact names. Exit status 1: none was found. */
final class Killall implements Program {
    private static final Getopt OPTIONS = new Getopt(
            "egy:o:ilqrs:u:vwZ:VIn:",
            "exact",
            "e",
            "ignore-case",
            "I",
            "process-group",
            "g",
            "younger-than=",
            "y",
            "older-than=",
            "o",
            "interactive",
            "i",
            "list-signals",
            "l",
            "quiet",
            "q",
            "regexp",
            "r",
            "signal=",
            "s",
            "user=",
            "u",
            "verbose",
            "v",
            "wait",
            "w",
            "ns=",
            "n",
            "context=",
            "Z",
            "version",
            "V");
    private static final String TIME_UNITS = "smhdwMy";
    private static final long[] UNIT_SECONDS = {1, 60, 3600, 86_400, 604_800, 2_419_200, 29_030_400};

    @Override
    public int run(Process process) throws IOException {
        List<String> argv = new ArrayList<>(process.argv());
        Optional<Signal> signal = Optional.of(Signal.TERM);
        for (int i = 1; i < argv.size() && !argv.get(i).equals("--"); i++) {
            // what looks like a signal's name or number is no option
            if (argv.get(i).matches("-([0-9]+|[A-Z][A-Z0-9+-]+)")) {
                String name = argv.remove(i--).substring(1);
                signal = SignalNames.parse(name);
                if (signal.isEmpty() && !name.equals("0")) {
                    return unknown(process, name);
                }
            }
        }
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(argv);
        } catch (UsageException wrong) {
            return usage(process);
        }
        Integer owner = null;
        Predicate<Process> age = it -> true;
        for (Getopt.Option each : parsed.options()) {
            String value = each.value();
            switch (each.key()) {
                case "l" -> {
                    process.out().print(SignalNames.list());
                    return 0;
                }
                case "V" -> {
                    process.err().print(HelpText.of("psmisc/killall-version"));
                    return 0;
                }
                case "s" -> {
                    signal = SignalNames.parse(value);
                    if (signal.isEmpty() && !value.equals("0")) {
                        return unknown(process, value);
                    }
                }
                case "u" -> {
                    Optional<Accounts.User> user = process.host().accounts().user(value);
                    if (user.isEmpty()) {
                        process.err().println("Cannot find user " + value);
                        return 1;
                    }
                    owner = user.get().uid();
                }
                case "y", "o" -> {
                    OptionalLong seconds = seconds(value);
                    if (seconds.isEmpty()) {
                        process.err().println("Invalid time format");
                        return usage(process);
                    }
                    long limit = process.host().clock().millis() - 1000 * seconds.getAsLong();
                    age = age.and(it -> each.is("y") ? it.started() >= limit : it.started() <= limit);
                }
                case "n" -> {
                    if (!value.matches("[0-9]{1,9}")) {
                        process.err().println("Invalid namespace PID");
                        return usage(process);
                    }
                }
                default -> {
                    // a flag
                }
            }
        }
        if (parsed.operands().isEmpty() && owner == null) {
            return usage(process);
        }
        StringBuilder flags = new StringBuilder();
        parsed.options().forEach(it -> flags.append(it.key()));
        return new Hunt(process, flags.toString(), signal.orElse(null), owner, age).all(parsed.operands());
    }

    /** {@code 90s}, {@code 5m}, {@code 1.5h}: a number and its unit. */
    private static OptionalLong seconds(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]+)?[" + TIME_UNITS + "]")) {
            return OptionalLong.empty();
        }
        int unit = text.length() - 1;
        double number = Double.parseDouble(text.substring(0, unit));
        return OptionalLong.of((long) (number * UNIT_SECONDS[TIME_UNITS.indexOf(text.charAt(unit))]));
    }

    private static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("psmisc/killall"));
        return 1;
    }

    private static int unknown(Process process, String name) throws IOException {
        process.err().println(name + ": unknown signal; killall -l lists signals.");
        return 1;
    }

    private record Hunt(Process me, String flags, Signal signal, Integer owner, Predicate<Process> age) {
        private boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }

        int all(List<String> names) throws IOException {
            if (names.isEmpty()) {
                return one("", null) ? 0 : 1;
            }
            int status = 0;
            for (String name : names) {
                Pattern pattern = null;
                if (has('r')) {
                    try {
                        pattern = PosixRegex.compile(
                                name, PosixRegex.Syntax.EXTENDED, has('I') ? Pattern.CASE_INSENSITIVE : 0);
                    } catch (RegexException broken) {
                        me.err().println("killall: Bad regular expression: " + name);
                        return 1;
                    }
                }
                if (!one(name, pattern)) {
                    status = 1;
                    if (!has('q')) {
                        me.err().println(name + ": no process found");
                    }
                }
            }
            return status;
        }

        private boolean one(String name, Pattern pattern) throws IOException {
            boolean found = false;
            for (Process it : me.host().processes().all()) {
                me.step();
                boolean over = it.status() != null && it.status().ended();
                if (it == me
                        || over
                        || !age.test(it)
                        || owner != null && it.who().uid() != owner
                        || !fits(it, name, pattern)) {
                    continue;
                }
                if (!SignalNames.mayKill(me, it)) {
                    me.err().println(SignalNames.command(it) + "(" + it.pid() + "): Operation not permitted");
                    continue;
                }
                found = true;
                if (signal != null) {
                    it.signal(signal);
                }
                if (has('v')) {
                    me.err()
                            .println("Killed " + SignalNames.command(it) + "(" + it.pid() + ") with signal "
                                    + (signal == null ? 0 : signal.number()));
                }
            }
            return found;
        }

        private boolean fits(Process it, String name, Pattern pattern) {
            String command = SignalNames.command(it);
            if (name.isEmpty()) {
                return true;
            }
            if (pattern != null) {
                return pattern.matcher(new Budgeted(command, me::step)).find();
            }
            String wanted = name.substring(name.lastIndexOf('/') + 1);
            return has('I') ? command.equalsIgnoreCase(wanted) : command.equals(wanted);
        }
    }
}
