package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/**
 * {@code complete}, {@code compopt} and {@code bind}: taken from start-up files without effect; what is completed, and by
 * which keys, is fixed.
 */
record Complete(String name) implements Builtin {
    @Override
    public String synopsis() {
        return switch (name) {
            case "complete" ->
                "complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist]"
                        + " [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]";
            case "compopt" -> "compopt [-o|+o option] [-DEI] [name ...]";
            default ->
                "bind [-lpsvPSVX] [-m keymap] [-f filename] [-q name] [-u name] [-r keyseq]"
                        + " [-x keyseq:shell-command] [keyseq:readline-function or readline-command]";
        };
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        return 0;
    }
}
