package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Shell;

/** The single-letter options that most builtins begin with ({@code getopt(3)} as bash has it). */
final class OptionScan {
    private final StringBuilder letters = new StringBuilder();
    private final java.util.Map<Character, String> values = new java.util.HashMap<>();
    private int next = 1;

    private OptionScan() {}

    /**
     * Reads the options of a builtin; empty if one is wrong, which has been said then.
     *
     * @param known letters, each followed by {@code :} if it takes a value
     */
    static Optional<OptionScan> read(Shell shell, List<String> arguments, String known, String synopsis) {
        OptionScan scan = new OptionScan();
        while (scan.next < arguments.size()) {
            String argument = arguments.get(scan.next);
            if (argument.equals("--")) {
                scan.next++;
                break;
            }
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                break;
            }
            scan.next++;
            for (int i = 1; i < argument.length(); i++) {
                char letter = argument.charAt(i);
                int at = letter == ':' ? -1 : known.indexOf(letter);
                if (at < 0) {
                    return refuse(shell, arguments.get(0), "-" + letter + ": invalid option", synopsis);
                }
                scan.letters.append(letter);
                if (at + 1 < known.length() && known.charAt(at + 1) == ':') {
                    String value = argument.substring(i + 1);
                    if (value.isEmpty()) {
                        if (scan.next >= arguments.size()) {
                            return refuse(
                                    shell, arguments.get(0), "-" + letter + ": option requires an argument", synopsis);
                        }
                        value = arguments.get(scan.next++);
                    }
                    scan.values.put(letter, value);
                    break;
                }
            }
        }
        return Optional.of(scan);
    }

    private static Optional<OptionScan> refuse(Shell shell, String name, String message, String synopsis) {
        shell.complain(name + ": " + message);
        usage(shell, name, synopsis);
        return Optional.empty();
    }

    /** The line that follows a complaint. */
    static int usage(Shell shell, String name, String synopsis) {
        if (!shell.isDash()) {
            shell.say(name + ": usage: " + synopsis);
        }
        return 2;
    }

    boolean has(char letter) {
        return letters.indexOf(String.valueOf(letter)) >= 0;
    }

    /** The option given last, among some. */
    Optional<Character> last(String among) {
        for (int i = letters.length() - 1; i >= 0; i--) {
            if (among.indexOf(letters.charAt(i)) >= 0) {
                return Optional.of(letters.charAt(i));
            }
        }
        return Optional.empty();
    }

    Optional<String> value(char letter) {
        return Optional.ofNullable(values.get(letter));
    }

    boolean isEmpty() {
        return letters.length() == 0;
    }

    /** What stands behind the options. */
    List<String> operands(List<String> arguments) {
        return arguments.subList(next, arguments.size());
    }
}
