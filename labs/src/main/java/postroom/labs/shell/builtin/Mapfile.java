package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.LineInput;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variables;
import postroom.labs.shell.syntax.ByteText;

/** {@code mapfile} and {@code readarray}: lines into an array. */
record Mapfile(String name) implements Builtin {
    @Override
    public String synopsis() {
        return name + " [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "d:n:O:s:tu:C:c:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        List<String> operands = scan.operands(arguments);
        String target = operands.isEmpty() ? "MAPFILE" : operands.get(0);
        if (!Names.isIdentifier(target)) {
            shell.complain(name + ": `" + target + "': not a valid identifier");
            return 1;
        }
        int fd = number(scan, 'u', 0);
        try {
            shell.process().fd(fd);
        } catch (ErrnoException e) {
            shell.complain(
                    name + ": " + fd + ": invalid file descriptor: " + e.errno().text());
            return 1;
        }
        Variable variable = shell.variables().findOrCreate(target);
        Variables.checkWritable(target, variable);
        if (variable.isAssociative()) {
            shell.complain(name + ": " + target + ": cannot convert associative to indexed array");
            return 1;
        }
        if (scan.value('O').isEmpty()) {
            variable.clear();
        }
        variable.becomeIndexed();
        fill(shell, scan, fd, target, variable);
        return 0;
    }

    private static int number(OptionScan scan, char option, int otherwise) {
        return scan.value(option)
                .filter(text -> text.matches("[0-9]{1,8}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private static void fill(Shell shell, OptionScan scan, int fd, String target, Variable variable)
            throws IOException {
        String text = scan.value('d').orElse("\n");
        int delimiter = text.isEmpty() ? 0 : ByteText.encode(text)[0] & 0xFF;
        int limit = number(scan, 'n', 0);
        int skip = number(scan, 's', 0);
        int quantum = Math.max(1, number(scan, 'c', 5000));
        long index = number(scan, 'O', 0);
        int count = 0;
        while (limit == 0 || count < limit) {
            shell.step();
            Optional<LineInput.Read> line = LineInput.until(shell.process(), fd, delimiter);
            if (line.isEmpty()) {
                return;
            }
            if (skip > 0) {
                skip--;
                continue;
            }
            String value = ByteText.decode(line.get().bytes());
            boolean keeps = !scan.has('t') && line.get().delimited();
            String kept = keeps ? value + (char) delimiter : value;
            count++;
            if (scan.value('C').isPresent() && count % quantum == 0) {
                shell.runText(scan.value('C').get() + " " + index + " " + Quoting.single(kept), "mapfile");
            }
            if (variable.indexed().size() >= Variable.MAX_ELEMENTS) {
                throw new ShellError("xmalloc: cannot allocate memory");
            }
            variable.indexed().put(index++, kept);
        }
    }
}
