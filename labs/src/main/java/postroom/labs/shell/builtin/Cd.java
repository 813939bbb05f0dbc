package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.Variable;

/** {@code cd}: changes the working folder, by the logical path unless {@code -P}. */
final class Cd implements Builtin {
    @Override
    public String name() {
        return "cd";
    }

    @Override
    public String synopsis() {
        return "cd [-L|[-P [-e]] [-@]] [dir]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "LPe@", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.size() > 1 && !shell.isDash()) {
            shell.complain("cd: too many arguments");
            return 1;
        }
        boolean physical = options.get()
                .last("LP")
                .map(c -> c == 'P')
                .orElse(shell.options().is("physical"));
        if (operands.isEmpty()) {
            Optional<String> home = shell.variables().get("HOME");
            if (home.isEmpty()) {
                shell.complain("cd: HOME not set");
                return 1;
            }
            return go(shell, home.get(), home.get(), physical, false);
        }
        String target = operands.get(0);
        if (target.equals("-")) {
            Optional<String> old = shell.variables().get("OLDPWD");
            if (old.isEmpty()) {
                shell.complain("cd: OLDPWD not set");
                return 1;
            }
            return go(shell, old.get(), old.get(), physical, true);
        }
        return search(shell, target, physical);
    }

    private static int search(Shell shell, String target, boolean physical) throws IOException {
        boolean plain = target.startsWith("/")
                || target.equals(".")
                || target.equals("..")
                || target.startsWith("./")
                || target.startsWith("../");
        String path = shell.variables().get("CDPATH").orElse("");
        if (!plain && !path.isEmpty()) {
            for (String folder : path.split(":", -1)) {
                String candidate = folder.isEmpty() ? target : folder + "/" + target;
                if (shell.files().isFolder(candidate)) {
                    return go(shell, candidate, target, physical, !folder.isEmpty());
                }
            }
        }
        if (!shell.files().isFolder(target) && shell.option("cdable_vars")) {
            Optional<String> value = shell.variables().get(target);
            if (value.isPresent()) {
                return go(shell, value.get(), value.get(), physical, true);
            }
        }
        return go(shell, target, target, physical, false);
    }

    /** Changes and sets PWD and OLDPWD. */
    static int go(Shell shell, String target, String shown, boolean physical, boolean print) throws IOException {
        if (target.isEmpty()) {
            return 0;
        }
        String pwd = shell.variables().get("PWD").orElse(shell.process().cwd());
        String logical = target.startsWith("/") ? target : pwd + "/" + target;
        try {
            String place = physical ? target : LogicalPath.normalise(logical);
            if (!physical && !shell.files().isFolder(place) && shell.files().isFolder(target)) {
                place = target;
            }
            if (place.length() > 4096) {
                throw new ErrnoException(Errno.ENAMETOOLONG);
            }
            shell.process().chdir(place);
            set(shell, "OLDPWD", pwd);
            set(
                    shell,
                    "PWD",
                    physical || !place.startsWith("/") ? shell.process().cwd() : place);
        } catch (ErrnoException e) {
            shell.complain("cd: " + shown + ": " + e.errno().text());
            return 1;
        }
        if (print) {
            shell.out(shell.variables().get("PWD").orElse("") + "\n");
        }
        return 0;
    }

    private static void set(Shell shell, String name, String value) {
        Variable variable = shell.variables().findOrCreate(name);
        variable.setValue(value);
        variable.attributes().add(Variable.Attribute.EXPORT);
    }
}
