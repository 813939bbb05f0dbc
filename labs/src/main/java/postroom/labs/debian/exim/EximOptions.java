package postroom.labs.debian.exim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.host.Process;

/**
 * What Exim is called for.
 *
 * @param mode the letter behind {@code -b}, {@code M}, {@code q}, or {@code m} for a message
 * @param detail the letters behind {@code -M}, {@code -q}, {@code -bp}
 * @param sender {@code -f} or {@code -r}; null if not given
 * @param fullName {@code -F}; null if not given
 * @param fromHeader {@code -t}
 * @param dotIsText {@code -i}
 * @param verbose {@code -v}
 * @param arguments what is no option
 * @param fault what is wrong; null if nothing is
 */
record EximOptions(
        String mode,
        String detail,
        String sender,
        String fullName,
        boolean fromHeader,
        boolean dotIsText,
        boolean verbose,
        List<String> arguments,
        String fault) {
    private static final Set<String> MODES =
            Set.of("V", "t", "v", "P", "p", "i", "s", "d", "m", "pc", "pr", "pa", "pra", "pru", "pu");
    private static final Set<String> ACTIONS = Set.of("", "c", "f", "t", "rm", "vh", "vb", "vl", "vc", "g");

    static EximOptions of(Process process) {
        return new Parser(process).options();
    }

    private static final class Parser {
        private final List<String> given;
        private String mode;
        private String detail = "";
        private String sender;
        private String fullName;
        private boolean fromHeader;
        private boolean dotIsText;
        private boolean verbose;
        private final List<String> arguments = new ArrayList<>();
        private String fault;

        Parser(Process process) {
            given = process.arguments();
            mode = switch (process.name()) {
                case "mailq" -> "p";
                case "newaliases" -> "i";
                default -> "m";
            };
        }

        EximOptions options() {
            for (int i = 0; i < given.size() && fault == null; i++) {
                String word = given.get(i);
                if (word.equals("--")) {
                    arguments.addAll(given.subList(i + 1, given.size()));
                    break;
                }
                if (!word.startsWith("-") || word.equals("-")) {
                    arguments.add(word);
                    continue;
                }
                boolean takes = Set.of("-f", "-F", "-r", "-X", "-C", "-N", "-R", "-V", "-L", "-h", "-oX", "-oP")
                        .contains(word);
                if (takes && i + 1 == given.size()) {
                    fault = "exim abandoned: unknown, malformed, or incomplete option " + word;
                } else {
                    option(word, takes ? given.get(++i) : "");
                }
            }
            return new EximOptions(
                    mode, detail, sender, fullName, fromHeader, dotIsText, verbose, List.copyOf(arguments), fault);
        }

        private void option(String word, String value) {
            char letter = word.charAt(1);
            String rest = word.substring(2);
            switch (letter) {
                case 'b' -> mode(word, rest);
                case 'M' -> {
                    mode = "M";
                    detail = rest;
                    fault = ACTIONS.contains(rest) ? null : unknown(word);
                }
                case 'q' -> queue(word, rest);
                case 'f', 'r' -> sender = rest.isEmpty() ? value : rest;
                case 'F' -> fullName = rest.isEmpty() ? value : rest;
                case 't' -> fromHeader = true;
                case 'i' -> dotIsText = true;
                case 'I' -> mode = "i";
                case 'v' -> verbose = true;
                case 'o' -> dotIsText |= rest.equals("i");
                case 'd', 'm', 'n', 'x', 'B', 'X', 'C', 'N', 'R', 'V', 'L', 'h', 'U', 'G', 'e', 'O' -> {
                    // taken for the sake of programs that give them
                }
                default -> fault = unknown(word);
            }
        }

        private static String unknown(String word) {
            return "exim abandoned: unknown, malformed, or incomplete option " + word;
        }

        private void mode(String word, String rest) {
            if (!MODES.contains(rest)) {
                fault = unknown(word);
            } else if (!rest.equals("m")) {
                mode = rest.substring(0, 1);
                detail = rest.substring(1);
            }
        }

        private void queue(String word, String rest) {
            if (rest.matches("(ff?|i|l)*")) {
                mode = mode.equals("d") ? "d" : "q";
                detail = rest;
            } else if (!rest.matches("([0-9]+[smhdw])+")) {
                fault = "exim: bad time value " + word + ": abandoned";
            }
        }
    }
}
