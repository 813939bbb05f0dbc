package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/**
 * {@code complete} and {@code compopt}: taken from start-up files without effect; what is completed is
 * fixed.
 */
record Complete(String name) implements Builtin {
    @Override
    public String synopsis() {
        return switch (name) {
            case "complete" ->
                "complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist]"
                        + " [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]";
            default -> "compopt [-o|+o option] [-DEI] [name ...]";
        };
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        return 0;
    }
}
