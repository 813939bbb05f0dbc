package postroom.labs.shell.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.CommandHash;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.ReservedWords;

/** What a command name means, in the order in which the shell looks: for {@code type}, {@code command -v} and {@code -V}. */
final class CommandKinds {
    private CommandKinds() {}

    /** One meaning. */
    sealed interface Kind {}

    record AliasOf(String value) implements Kind {}

    record Keyword() implements Kind {}

    record ShellFunction() implements Kind {}

    record BuiltinCommand(boolean special) implements Kind {}

    record File(String path, boolean hashed) implements Kind {}

    static List<Kind> of(Shell shell, String name, boolean withFunctions) {
        List<Kind> kinds = new ArrayList<>();
        if (withFunctions
                && shell.options().is("expand_aliases")
                && shell.aliases().containsKey(name)) {
            kinds.add(new AliasOf(shell.aliases().get(name)));
        }
        if (withFunctions && ReservedWords.ALL.contains(name)) {
            kinds.add(new Keyword());
        }
        if (withFunctions && shell.functions().containsKey(name)) {
            kinds.add(new ShellFunction());
        }
        if (!shell.disabled().contains(name)) {
            shell.builtins().find(name).ifPresent(b -> kinds.add(new BuiltinCommand(b.special())));
        }
        return kinds;
    }

    static Optional<File> file(Shell shell, String name) {
        if (name.contains("/")) {
            boolean executable =
                    shell.process().files().allows(name, 1) && !shell.files().isFolder(name);
            return executable ? Optional.of(new File(name, false)) : Optional.empty();
        }
        CommandHash.Entry hashed = shell.lookup().entries().get(name);
        if (hashed != null) {
            return Optional.of(new File(hashed.path(), true));
        }
        return shell.lookup().all(name).stream().findFirst().map(path -> new File(path, false));
    }
}
