package postroom.labs.shell.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variable.Attribute;
import postroom.labs.shell.state.Variables;

/** The variables that bash sets itself. Source: bash(1), Shell Variables. */
final class InitialVariables {
    private static final String VERSION = "5.2.15(1)-release";

    private InitialVariables() {}

    static void set(Shell shell) {
        Variables variables = shell.variables();
        Process process = shell.process();
        for (Map.Entry<String, String> entry : process.environment().entrySet()) {
            if (entry.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                Variable variable = Variable.of(entry.getValue());
                variable.attributes().add(Attribute.EXPORT);
                variables.putGlobal(entry.getKey(), variable);
            }
        }
        if (shell.isDash()) {
            dash(shell, variables);
            return;
        }
        workingFolder(shell);
        level(variables);
        plain(variables, "IFS", " \t\n");
        plain(variables, "OPTIND", "1");
        plain(variables, "OPTERR", "1");
        plain(variables, "PS4", "+ ");
        if (variables.find("_").isEmpty()) {
            plain(variables, "_", process.argv().get(0));
        }
        if (shell.mode().interactive()) {
            plain(variables, "PS1", "\\s-\\v\\$ ");
            plain(variables, "PS2", "> ");
            plain(variables, "HISTSIZE", "500");
            plain(variables, "HISTFILESIZE", "500");
        }
        if (!shell.mode().interactive()) {
            variables.unset("PS1");
            variables.unset("PS2");
        }
        if (variables.find("PATH").isEmpty()) {
            plain(variables, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        }
        if (variables.find("TERM").isEmpty()) {
            plain(variables, "TERM", "dumb");
        }
        plain(variables, "BASH", "/bin/bash");
        plain(variables, "BASH_VERSION", VERSION);
        variables.putGlobal(
                "BASH_VERSINFO", Variable.of(List.of("5", "2", "15", "1", "release", "x86_64-pc-linux-gnu")));
        variables.findOrCreate("BASH_VERSINFO").attributes().add(Attribute.READONLY);
        plain(variables, "HOSTNAME", process.host().name());
        plain(variables, "HOSTTYPE", "x86_64");
        plain(variables, "MACHTYPE", "x86_64-pc-linux-gnu");
        plain(variables, "OSTYPE", "linux-gnu");
        fixed(variables, "UID", process.realUid());
        fixed(variables, "EUID", process.who().uid());
        fixed(variables, "PPID", process.parent());
        defineDynamics(shell);
    }

    /** The few that dash has. */
    private static void dash(Shell shell, Variables variables) {
        workingFolder(shell);
        variables.find("OLDPWD").filter(it -> it.value().isEmpty()).ifPresent(it -> variables.unset("OLDPWD"));
        plain(variables, "IFS", " \t\n");
        plain(variables, "OPTIND", "1");
        plain(variables, "PPID", Integer.toString(shell.process().parent()));
        plain(variables, "PS1", shell.process().who().isRoot() ? "# " : "$ ");
        plain(variables, "PS2", "> ");
        plain(variables, "PS4", "+ ");
        if (variables.find("PATH").isEmpty()) {
            plain(variables, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        }
    }

    private static void plain(Variables variables, String name, String value) {
        boolean exported = variables.find(name).map(v -> v.is(Attribute.EXPORT)).orElse(false);
        boolean inherited = exported && !name.equals("IFS") && !name.startsWith("OPT") && !name.startsWith("BASH");
        if (!inherited) {
            variables.putGlobal(name, Variable.of(value));
        }
    }

    private static void fixed(Variables variables, String name, int value) {
        Variable variable = Variable.of(Integer.toString(value));
        variable.attributes().add(Attribute.INTEGER);
        variable.attributes().add(Attribute.READONLY);
        variables.putGlobal(name, variable);
    }

    private static Variable fixed(String value) {
        Variable variable = Variable.of(value);
        variable.attributes().add(Attribute.READONLY);
        return variable;
    }

    private static void workingFolder(Shell shell) {
        Variables variables = shell.variables();
        String inherited = variables.get("PWD").orElse("");
        String pwd =
                isSame(shell.process(), inherited) ? inherited : shell.process().cwd();
        Variable variable = Variable.of(pwd);
        variable.attributes().add(Attribute.EXPORT);
        variables.putGlobal("PWD", variable);
        if (variables.find("OLDPWD").isEmpty()) {
            Variable old = new Variable();
            old.attributes().add(Attribute.EXPORT);
            variables.putGlobal("OLDPWD", old);
        }
    }

    private static boolean isSame(Process process, String path) {
        try {
            return path.startsWith("/")
                    && FileAccess.root(process.host().disk()).canonical(path).equals(process.cwd());
        } catch (ErrnoException gone) {
            return false;
        }
    }

    private static void level(Variables variables) {
        String before = variables.get("SHLVL").orElse("0");
        int level = before.matches("[0-9]{1,4}") ? Integer.parseInt(before) + 1 : 1;
        Variable variable = Variable.of(Integer.toString(level >= 1000 ? 1 : level));
        variable.attributes().add(Attribute.EXPORT);
        variables.putGlobal("SHLVL", variable);
    }

    /** Variables whose value is made when it is asked for. */
    static void defineDynamics(Shell shell) {
        if (shell.isDash()) {
            return;
        }
        Process process = shell.process();
        long[] random = {process.pid() * 2654435761L ^ process.started()};
        number(shell, "RANDOM", () -> next(random), value -> random[0] = parsed(value));
        number(shell, "SRANDOM", () -> process.host().random().nextInt() & 0xFFFFFFFFL, value -> {});
        long[] begun = {process.host().clock().millis()};
        number(
                shell,
                "SECONDS",
                () -> (process.host().clock().millis() - begun[0]) / 1000,
                value -> begun[0] = process.host().clock().millis() - parsed(value) * 1000);
        number(shell, "LINENO", () -> (long) shell.line(), value -> {});
        number(shell, "BASHPID", () -> (long) process.pid(), value -> {});
        number(shell, "BASH_SUBSHELL", () -> (long) shell.subshells(), value -> {});
        number(shell, "EPOCHSECONDS", () -> process.host().clock().millis() / 1000, value -> {});
        number(shell, "HISTCMD", () -> (long) shell.history().next(), value -> {});
        define(shell, "EPOCHREALTIME", () -> realTime(process.host().clock().instant()), value -> {});
        define(shell, "SHELLOPTS", () -> fixed(shell.options().joined(Options.setNames())), value -> {});
        define(shell, "BASHOPTS", () -> fixed(shell.options().joined(Options.shoptNames())), value -> {});
        define(shell, "PIPESTATUS", () -> list(shell.pipeStatus()), value -> {});
        define(shell, "FUNCNAME", () -> Variable.of(frames(shell, CallStack.Frame::function, true)), value -> {});
        define(shell, "BASH_SOURCE", () -> Variable.of(frames(shell, CallStack.Frame::source, false)), value -> {});
        define(shell, "BASH_LINENO", () -> Variable.of(frames(shell, f -> "" + f.calledAt(), false)), value -> {});
        define(shell, "DIRSTACK", () -> directories(shell), value -> {});
        define(
                shell,
                "GROUPS",
                () -> list(process.who().groups().stream()
                        .sorted((a, b) -> a == process.who().gid()
                                ? -1
                                : b == process.who().gid() ? 1 : a - b)
                        .toList()),
                value -> {});
    }

    private static List<String> frames(
            Shell shell, java.util.function.Function<CallStack.Frame, String> part, boolean functionsOnly) {
        if (functionsOnly && !shell.calls().inFunction()) {
            return List.of();
        }
        return shell.calls().innermostFirst().stream().map(part).toList();
    }

    private static Variable directories(Shell shell) {
        List<String> all = new java.util.ArrayList<>();
        all.add(shell.variables().get("PWD").orElse(shell.process().cwd()));
        all.addAll(shell.folders());
        return Variable.of(all);
    }

    private static Variable list(List<?> values) {
        return Variable.of(values.stream().map(String::valueOf).toList());
    }

    private static Variable realTime(Instant now) {
        return Variable.of(String.format("%d.%06d", now.getEpochSecond(), now.getNano() / 1000));
    }

    private static long next(long[] seed) {
        seed[0] = seed[0] * 6364136223846793005L + 1442695040888963407L;
        return seed[0] >>> 33 & 0x7FFF;
    }

    private static long parsed(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void number(Shell shell, String name, Supplier<Long> get, Consumer<String> set) {
        define(
                shell,
                name,
                () -> {
                    Variable variable = Variable.of(Long.toString(get.get()));
                    variable.attributes().add(Attribute.INTEGER);
                    return variable;
                },
                set);
    }

    private static void define(Shell shell, String name, Supplier<Variable> get, Consumer<String> set) {
        shell.variables().define(name, new Variables.Dynamic(get, set));
    }
}
