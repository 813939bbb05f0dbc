package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.History;
import postroom.labs.shell.run.HistoryFile;
import postroom.labs.shell.run.Shell;

/** {@code history}. */
final class HistoryCommand implements Builtin {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public String synopsis() {
        return "history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "acd:npsrw", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        History history = shell.history();
        List<String> operands = scan.operands(arguments);
        if (scan.has('c')) {
            history.clear();
            return 0;
        }
        if (scan.value('d').isPresent()) {
            return delete(shell, scan.value('d').get());
        }
        if (scan.has('s')) {
            history.add(String.join(" ", operands));
            return 0;
        }
        if (scan.has('p')) {
            for (String operand : operands) {
                shell.out(operand + "\n");
            }
            return 0;
        }
        Optional<Character> file = scan.last("anrw");
        if (file.isPresent()) {
            return file(shell, file.get(), operands);
        }
        return list(shell, operands);
    }

    private static int delete(Shell shell, String offset) {
        History history = shell.history();
        int number = offset.matches("-?[0-9]{1,8}") ? Integer.parseInt(offset) : Integer.MIN_VALUE;
        int index = number < 0 ? history.lines().size() + number : number - history.base();
        if (number == Integer.MIN_VALUE || index < 0 || index >= history.lines().size()) {
            shell.complain("history: " + offset + ": history position out of range");
            return 1;
        }
        history.remove(index);
        return 0;
    }

    private static int file(Shell shell, char action, List<String> operands) {
        String path = operands.isEmpty() ? shell.variables().get("HISTFILE").orElse("") : operands.get(0);
        try {
            switch (action) {
                case 'a' -> HistoryFile.append(shell, path);
                case 'w' -> HistoryFile.write(shell, path);
                default -> HistoryFile.read(shell, path);
            }
            return 0;
        } catch (ErrnoException e) {
            shell.complain("history: " + path + ": cannot " + (action == 'r' || action == 'n' ? "read" : "create")
                    + ": " + e.errno().text());
            return 1;
        }
    }

    private static int list(Shell shell, List<String> operands) throws IOException {
        History history = shell.history();
        int count = history.lines().size();
        if (!operands.isEmpty()) {
            if (!operands.get(0).matches("[0-9]{1,8}")) {
                shell.complain("history: " + operands.get(0) + ": numeric argument required");
                return 1;
            }
            count = Math.min(count, Integer.parseInt(operands.get(0)));
        }
        int size = history.lines().size();
        for (int i = size - count; i < size; i++) {
            shell.out(String.format(
                    "%5d  %s%n", history.base() + i, history.lines().get(i)));
        }
        return 0;
    }
}
