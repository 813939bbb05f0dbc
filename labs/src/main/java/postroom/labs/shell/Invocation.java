package postroom.labs.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Options;

/**
 * How bash was called. Source: bash(1), OPTIONS and INVOCATION.
 *
 * @param settings {@code set} options in order, each with a sign before its name; {@code shopt} ones likewise
 * @param operands script and arguments, or what follows the command string
 */
record Invocation(
        boolean login,
        boolean interactive,
        boolean readsInput,
        boolean noProfile,
        boolean noRc,
        Optional<String> rcFile,
        Optional<String> command,
        List<String> settings,
        List<String> operands,
        Optional<String> complaint,
        Optional<String> information) {

    /** Reads the arguments; what is wrong with them becomes {@link #complaint}. */
    static Invocation of(List<String> argv) {
        return new Reader(argv).read();
    }

    private static final class Reader {
        private final List<String> argv;
        private final List<String> settings = new ArrayList<>();
        private boolean login;
        private boolean interactive;
        private boolean readsInput;
        private boolean noProfile;
        private boolean noRc;
        private boolean commandString;
        private Optional<String> rcFile = Optional.empty();
        private Optional<String> complaint = Optional.empty();
        private Optional<String> information = Optional.empty();
        private int at = 1;

        Reader(List<String> argv) {
            this.argv = argv;
            this.login = argv.get(0).startsWith("-");
        }

        Invocation read() {
            while (at < argv.size() && complaint.isEmpty()) {
                String argument = argv.get(at);
                if (argument.equals("--") || argument.equals("-")) {
                    at++;
                    break;
                }
                if (argument.startsWith("--")) {
                    at++;
                    word(argument.substring(2));
                } else if (argument.length() > 1 && (argument.charAt(0) == '-' || argument.charAt(0) == '+')) {
                    at++;
                    letters(argument);
                } else {
                    break;
                }
            }
            List<String> operands = new ArrayList<>(argv.subList(Math.min(at, argv.size()), argv.size()));
            Optional<String> command = Optional.empty();
            if (commandString && complaint.isEmpty()) {
                if (operands.isEmpty()) {
                    complaint = Optional.of("-c: option requires an argument");
                } else {
                    command = Optional.of(operands.remove(0));
                }
            }
            return new Invocation(
                    login,
                    interactive,
                    readsInput,
                    noProfile,
                    noRc,
                    rcFile,
                    command,
                    settings,
                    operands,
                    complaint,
                    information);
        }

        private void word(String option) {
            switch (option) {
                case "login" -> login = true;
                case "noprofile" -> noProfile = true;
                case "norc" -> noRc = true;
                case "posix" -> settings.add("-posix");
                case "verbose" -> settings.add("-verbose");
                case "noediting", "restricted", "debugger", "dump-strings", "protected" -> {}
                case "rcfile", "init-file" -> {
                    if (at < argv.size()) {
                        rcFile = Optional.of(argv.get(at++));
                    } else {
                        complaint = Optional.of("--" + option + ": option requires an argument");
                    }
                }
                case "version", "help" -> information = Optional.of(option);
                default -> complaint = Optional.of("--" + option + ": invalid option");
            }
        }

        private void letters(String argument) {
            char sign = argument.charAt(0);
            for (char letter : argument.substring(1).toCharArray()) {
                switch (letter) {
                    case 'c' -> commandString = true;
                    case 's' -> readsInput = true;
                    case 'i' -> interactive = true;
                    case 'l' -> login = true;
                    case 'r', 'D' -> {}
                    case 'o', 'O' -> named(sign, letter);
                    default -> {
                        Optional<String> name = Options.named(letter);
                        if (name.isEmpty()) {
                            complaint = Optional.of(sign + "" + letter + ": invalid option");
                            return;
                        }
                        settings.add(sign + name.get());
                    }
                }
            }
        }

        private void named(char sign, char letter) {
            if (at >= argv.size()) {
                return;
            }
            String name = argv.get(at++);
            boolean known = letter == 'o'
                    ? Options.setNames().contains(name)
                    : Options.shoptNames().contains(name);
            if (known) {
                settings.add(sign + name);
            } else {
                complaint =
                        Optional.of(name + (letter == 'o' ? ": invalid option name" : ": invalid shell option name"));
            }
        }
    }
}
