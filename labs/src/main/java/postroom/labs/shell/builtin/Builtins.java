package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import postroom.labs.shell.run.BuiltinTable;
import postroom.labs.shell.state.Variable.Attribute;

/** All builtins of bash. */
public final class Builtins {
    /** Stateless, so that all shells share it. */
    public static final BuiltinTable BASH = new BuiltinTable(List.of(
            new Alias(),
            new BuiltinCommand(),
            new Break("break"),
            new Break("continue"),
            new Caller(),
            new Cd(),
            new Colon(":", 0),
            new Colon("false", 1),
            new Colon("true", 0),
            new CommandCommand(),
            new Compgen(),
            new Bind(),
            new Complete("complete"),
            new Complete("compopt"),
            new Declare("declare"),
            new Declare("local"),
            new Declare("typeset"),
            new Disown(),
            new Echo(),
            new Enable(),
            new Eval(),
            new ExecCommand(),
            new Exit("exit"),
            new Exit("logout"),
            new Export("export", Attribute.EXPORT),
            new Export("readonly", Attribute.READONLY),
            new Fc(),
            new Folders("dirs"),
            new Folders("popd"),
            new Folders("pushd"),
            new Foreground("bg"),
            new Foreground("fg"),
            new Getopts(),
            new Hash(),
            new Help(),
            new HistoryCommand(),
            new JobsCommand(),
            new Kill(),
            new Let(),
            new Mapfile("mapfile"),
            new Mapfile("readarray"),
            new Printf(),
            new Pwd(),
            new Read(),
            new Return(),
            new SetCommand(),
            new Shift(),
            new Shopt(),
            new SourceCommand("."),
            new SourceCommand("source"),
            new Suspend(),
            new Test("["),
            new Test("test"),
            new Times(),
            new Trap(),
            new Type(),
            new Ulimit(),
            new Umask(),
            new Unalias(),
            new Unset(),
            new Wait()));

    private static final Set<String> DASH_NAMES = Set.of(
            ".",
            ":",
            "[",
            "alias",
            "bg",
            "break",
            "cd",
            "command",
            "continue",
            "echo",
            "eval",
            "exec",
            "exit",
            "export",
            "false",
            "fg",
            "getopts",
            "hash",
            "jobs",
            "kill",
            "local",
            "printf",
            "pwd",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "test",
            "times",
            "trap",
            "true",
            "type",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "wait");

    /** Those that dash has, too. */
    public static final BuiltinTable DASH =
            new BuiltinTable(StreamSupport.stream(BASH.all().spliterator(), false)
                    .filter(it -> DASH_NAMES.contains(it.name()))
                    .toList());

    private Builtins() {}
}
