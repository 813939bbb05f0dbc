package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code source} and {@code .}: runs a file in this shell. */
record SourceCommand(String name) implements Builtin {
    @Override
    public String synopsis() {
        return name + " filename [arguments]";
    }

    @Override
    public boolean special() {
        return name.equals(".");
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            shell.complain(name + ": filename argument required");
            return OptionScan.usage(shell, name, synopsis());
        }
        String path = operands.get(0).contains("/") ? operands.get(0) : find(shell, operands.get(0));
        if (shell.files().isFolder(path)) {
            shell.complain(name + ": " + path + ": is a directory");
            return 1;
        }
        List<String> positional = shell.positional();
        if (operands.size() > 1) {
            shell.positional(operands.subList(1, operands.size()));
        }
        try {
            return shell.sourceFile(path);
        } catch (ErrnoException e) {
            if (shell.isDash()) {
                shell.complain(name + ": "
                        + (path.contains("/") ? "cannot open " + path + ": No such file" : path + ": not found"));
                return 2;
            }
            shell.complain(
                    e.errno() == Errno.ENOENT || !path.isEmpty()
                            ? path + ": " + e.errno().text()
                            : name + ": " + e.errno().text());
            return 1;
        } finally {
            if (operands.size() > 1) {
                shell.positional(positional);
            }
        }
    }

    private static String find(Shell shell, String name) {
        for (String folder : shell.variables().get("PATH").orElse("").split(":", -1)) {
            String candidate = folder.isEmpty() ? name : folder + "/" + name;
            if (shell.files().exists(candidate) && !shell.files().isFolder(candidate)) {
                return candidate;
            }
        }
        return name;
    }
}
