package postroom.labs.debian.psmisc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
    private static final String FLAGS = "eIgiqrvw";

    @Override
    public int run(Process process) throws IOException {
        List<String> names = new ArrayList<>();
        StringBuilder flags = new StringBuilder();
        Optional<Signal> signal = Optional.of(Signal.TERM);
        Integer owner = null;
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String letter = letter(word);
            if (!word.startsWith("-") || word.length() < 2) {
                names.add(word);
            } else if (letter.equals("l")) {
                process.out().print(SignalNames.list());
                return 0;
            } else if (letter.equals("V")) {
                process.err().print(HelpText.of("psmisc/killall-version"));
                return 0;
            } else if (letter.equals("s") || letter.equals("u")) {
                if (i + 1 >= words.size()) {
                    return usage(process);
                }
                String value = words.get(++i);
                if (letter.equals("s")) {
                    signal = SignalNames.parse(value);
                    if (signal.isEmpty()) {
                        return unknown(process, value);
                    }
                    continue;
                }
                Optional<Accounts.User> user = process.host().accounts().user(value);
                if (user.isEmpty()) {
                    process.err().println("Cannot find user " + value);
                    return 1;
                }
                owner = user.get().uid();
            } else if (letter.length() == 1 && FLAGS.contains(letter)) {
                flags.append(letter);
            } else {
                signal = SignalNames.parse(word.substring(1));
                if (signal.isEmpty() && !word.equals("-0")) {
                    return unknown(process, word.substring(1));
                }
            }
        }
        if (names.isEmpty() && owner == null) {
            return usage(process);
        }
        return new Hunt(process, flags.toString(), signal.orElse(null), owner).all(names);
    }

    /** The letter of an option that has a long form, too. */
    private static String letter(String word) {
        return switch (word) {
            case "--exact" -> "e";
            case "--ignore-case" -> "I";
            case "--process-group" -> "g";
            case "--interactive" -> "i";
            case "--list" -> "l";
            case "--quiet" -> "q";
            case "--regexp" -> "r";
            case "--signal" -> "s";
            case "--user" -> "u";
            case "--verbose" -> "v";
            case "--version" -> "V";
            case "--wait" -> "w";
            default -> word.substring(Math.min(1, word.length()));
        };
    }

    private static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("psmisc/killall"));
        return 1;
    }

    private static int unknown(Process process, String name) throws IOException {
        process.err().println(name + ": unknown signal; killall -l lists signals.");
        return 1;
    }

    private record Hunt(Process me, String flags, Signal signal, Integer owner) {
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
                if (it == me || over || owner != null && it.who().uid() != owner || !fits(it, name, pattern)) {
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
