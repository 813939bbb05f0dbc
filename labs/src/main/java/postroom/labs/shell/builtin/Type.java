package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.Printer;

/** {@code type}. */
final class Type implements Builtin {
    @Override
    public String name() {
        return "type";
    }

    @Override
    public String synopsis() {
        return "type [-afptP] name [name ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "afptP", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        int status = 0;
        for (String name : options.get().operands(arguments)) {
            if (!describe(shell, options.get(), name)) {
                if (!options.get().has('t')
                        && !options.get().has('p')
                        && !options.get().has('P')) {
                    shell.complain("type: " + name + ": not found");
                }
                status = shell.isDash() ? 127 : 1;
            }
        }
        return status;
    }

    private static boolean describe(Shell shell, OptionScan options, String name) throws IOException {
        boolean all = options.has('a');
        List<CommandKinds.Kind> kinds = new ArrayList<>();
        if (!options.has('P')) {
            kinds.addAll(CommandKinds.of(shell, name, true));
            if (options.has('f')) {
                kinds.removeIf(CommandKinds.ShellFunction.class::isInstance);
            }
        }
        if (all) {
            shell.lookup().all(name).forEach(path -> kinds.add(new CommandKinds.File(path, false)));
        } else if (kinds.isEmpty()) {
            CommandKinds.file(shell, name).ifPresent(kinds::add);
        }
        for (CommandKinds.Kind kind : kinds) {
            if (options.has('t')) {
                shell.out(word(kind) + "\n");
            } else if (options.has('p') || options.has('P')) {
                if (kind instanceof CommandKinds.File file) {
                    shell.out(file.path() + "\n");
                }
            } else {
                shell.out(sentence(shell, name, kind));
            }
            if (!all) {
                break;
            }
        }
        return !kinds.isEmpty();
    }

    private static String word(CommandKinds.Kind kind) {
        if (kind instanceof CommandKinds.AliasOf) {
            return "alias";
        }
        if (kind instanceof CommandKinds.Keyword) {
            return "keyword";
        }
        if (kind instanceof CommandKinds.ShellFunction) {
            return "function";
        }
        return kind instanceof CommandKinds.BuiltinCommand ? "builtin" : "file";
    }

    static String sentence(Shell shell, String name, CommandKinds.Kind kind) {
        if (kind instanceof CommandKinds.AliasOf alias) {
            return name + " is aliased to `" + alias.value() + "'\n";
        }
        if (kind instanceof CommandKinds.Keyword) {
            return name + " is a shell keyword\n";
        }
        if (kind instanceof CommandKinds.ShellFunction) {
            return name + " is a function\n"
                    + Printer.function(shell.functions().get(name));
        }
        if (kind instanceof CommandKinds.BuiltinCommand builtin) {
            boolean special = builtin.special() && shell.options().is("posix");
            return name + " is a " + (special ? "special " : "") + "shell builtin\n";
        }
        CommandKinds.File file = (CommandKinds.File) kind;
        return file.hashed() ? name + " is hashed (" + file.path() + ")\n" : name + " is " + file.path() + "\n";
    }
}
