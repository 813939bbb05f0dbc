package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code enable}: switches builtins on and off. */
final class Enable implements Builtin {
    @Override
    public String name() {
        return "enable";
    }

    @Override
    public String synopsis() {
        return "enable [-a] [-dnps] [-f filename] [name ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "adnpsf:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        List<String> operands = scan.operands(arguments);
        if (operands.isEmpty()) {
            for (Builtin builtin : shell.builtins().all()) {
                boolean off = shell.disabled().contains(builtin.name());
                boolean wanted = scan.has('a') || off == scan.has('n');
                if (wanted && (!scan.has('s') || builtin.special())) {
                    shell.out("enable " + (off ? "-n " : "") + builtin.name() + "\n");
                }
            }
            return 0;
        }
        int status = 0;
        for (String name : operands) {
            if (shell.builtins().find(name).isEmpty()) {
                shell.complain("enable: " + name + ": not a shell builtin");
                status = 1;
            } else if (scan.has('n')) {
                shell.disabled().add(name);
            } else {
                shell.disabled().remove(name);
            }
        }
        return status;
    }
}
