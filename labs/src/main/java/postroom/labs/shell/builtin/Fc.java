package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.History;
import postroom.labs.shell.run.Shell;

/** {@code fc}: lists commands of the history ({@code -l}) or runs one again ({@code -s}). */
final class Fc implements Builtin {
    @Override
    public String name() {
        return "fc";
    }

    @Override
    public String synopsis() {
        return "fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (arguments.size() > 1 && arguments.get(1).matches("-[0-9]+")) {
            return list(shell, arguments.subList(1, arguments.size()), false, false);
        }
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "e:lnrs", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        List<String> operands = scan.operands(arguments);
        if (scan.has('s') || scan.value('e').filter("-"::equals).isPresent()) {
            return again(shell, operands);
        }
        if (scan.has('l')) {
            return list(shell, operands, scan.has('n'), scan.has('r'));
        }
        shell.complain("fc: no editor: set FCEDIT, or use `fc -s'");
        return 1;
    }

    private static int again(Shell shell, List<String> operands) throws IOException {
        List<String> lines = shell.history().lines();
        String from = "";
        String to = "";
        String start = "";
        for (String operand : operands) {
            int equals = operand.indexOf('=');
            if (equals > 0) {
                from = operand.substring(0, equals);
                to = operand.substring(equals + 1);
            } else {
                start = operand;
            }
        }
        for (int i = lines.size() - 2; i >= 0; i--) {
            if (lines.get(i).startsWith(start)) {
                String line = from.isEmpty() ? lines.get(i) : lines.get(i).replace(from, to);
                shell.err(line + "\n");
                shell.history().remove(lines.size() - 1);
                shell.history().add(line);
                return shell.runText(line, "fc");
            }
        }
        shell.complain("fc: no command found");
        return 1;
    }

    private static int list(Shell shell, List<String> operands, boolean plain, boolean reversed) throws IOException {
        History history = shell.history();
        int size = history.lines().size() - 1;
        int first = operands.isEmpty() ? size - 16 : index(history, operands.get(0), size);
        int last = operands.size() > 1 ? index(history, operands.get(1), size) : size - 1;
        first = Math.max(0, first);
        if (size <= 0 && operands.isEmpty()) {
            return 0;
        }
        if (first >= size || last < 0) {
            shell.complain("fc: history specification out of range");
            return 1;
        }
        int low = Math.min(first, last);
        int high = Math.min(Math.max(first, last), size - 1);
        boolean backwards = reversed != first > last;
        for (int i = 0; i <= high - low; i++) {
            int at = backwards ? high - i : low + i;
            shell.out((plain ? "" : Integer.toString(history.base() + at)) + "\t "
                    + history.lines().get(at) + "\n");
        }
        return 0;
    }

    private static int index(History history, String text, int size) {
        if (text.matches("-?[0-9]{1,8}")) {
            int number = Integer.parseInt(text);
            return number < 0 ? size + number : number - history.base();
        }
        for (int i = size - 1; i >= 0; i--) {
            if (history.lines().get(i).startsWith(text)) {
                return i;
            }
        }
        return size;
    }
}
