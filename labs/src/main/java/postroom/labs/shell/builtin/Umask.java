package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code umask}. */
final class Umask implements Builtin {
    @Override
    public String name() {
        return "umask";
    }

    @Override
    public String synopsis() {
        return "umask [-p] [-S] [mode]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "pS", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            int mask = shell.process().umask();
            boolean symbolic = options.get().has('S');
            String prefix = options.get().has('p') ? symbolic ? "umask -S " : "umask " : "";
            shell.out(prefix + (symbolic ? symbolic(mask) : String.format("%04o", mask)) + "\n");
            return 0;
        }
        String mode = operands.get(0);
        if (mode.matches("[0-9]+")) {
            if (!mode.matches("[0-7]{1,6}") || Integer.parseInt(mode, 8) > 07777) {
                shell.complain("umask: " + mode + ": octal number out of range");
                return 1;
            }
            shell.process().umask(Integer.parseInt(mode, 8));
            return 0;
        }
        return symbolic(shell, mode);
    }

    private static String symbolic(int mask) {
        StringBuilder text = new StringBuilder();
        String who = "ugo";
        for (int i = 0; i < 3; i++) {
            int bits = ~mask >> (6 - 3 * i) & 7;
            text.append(i > 0 ? "," : "").append(who.charAt(i)).append('=');
            text.append((bits & 4) != 0 ? "r" : "")
                    .append((bits & 2) != 0 ? "w" : "")
                    .append((bits & 1) != 0 ? "x" : "");
        }
        return text.toString();
    }

    private static int symbolic(Shell shell, String mode) {
        int allowed = ~shell.process().umask() & 0777;
        for (String clause : mode.split(",")) {
            if (!clause.matches("[ugoa]*[-+=][rwx]*")) {
                char wrong = clause.isEmpty() ? ',' : clause.charAt(0);
                shell.complain("umask: `" + wrong + "': invalid symbolic mode operator");
                return 1;
            }
            int operator = clause.replaceAll("[^-+=].*", "").length();
            while ("-+=".indexOf(clause.charAt(operator)) < 0) {
                operator++;
            }
            String who = operator == 0 ? "a" : clause.substring(0, operator);
            int bits = 0;
            for (char right : clause.substring(operator + 1).toCharArray()) {
                bits |= right == 'r' ? 4 : right == 'w' ? 2 : 1;
            }
            int affected = 0;
            int set = 0;
            for (char each : who.toCharArray()) {
                int shift = each == 'u' ? 6 : each == 'g' ? 3 : 0;
                affected |= each == 'a' ? 0777 : 7 << shift;
                set |= each == 'a' ? bits * 0111 : bits << shift;
            }
            allowed = switch (clause.charAt(operator)) {
                case '+' -> allowed | set;
                case '-' -> allowed & ~set;
                default -> allowed & ~affected | set;
            };
        }
        shell.process().umask(~allowed & 0777);
        return 0;
    }
}
