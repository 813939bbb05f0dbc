package postroom.labs.shell.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.Assignment;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Word;
import postroom.labs.shell.syntax.WordPart;

/** Simple commands: expansion, assignments, then function, builtin or program. Source: bash(1), SIMPLE COMMAND EXPANSION. */
public final class SimpleCommands {
    private static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "export", "readonly");
    private static final Set<String> DASH_ENDING = Set.of(
            ".", "set", "export", "readonly", "unset", "local", "shift", "exit", "getopts", "umask", "read", "kill");
    private static final Set<String> DASH_TWO = Set.of("cd", "fg", "bg", "test", "[");
    private final Shell shell;
    private final Interpreter interpreter;
    private final Assignments assignments;
    private final Map<String, String> definedIn = new HashMap<>();
    private List<Assignment> arrays = List.of();
    private int substitutionStatus;

    SimpleCommands(Shell shell, Interpreter interpreter) {
        this.shell = shell;
        this.interpreter = interpreter;
        this.assignments = new Assignments(shell);
    }

    /** Remembers the file that a function came from. */
    void defined(String name, String source) {
        definedIn.put(name, source.isEmpty() ? shell.mode().interactive() ? "main" : "environment" : source);
    }

    /** The status of the last command substitution, which a command of assignments only ends with. */
    void substitutionStatus(int status) {
        substitutionStatus = status;
    }

    /** The array literals among the arguments of the declaring builtin that runs. */
    public List<Assignment> arrays() {
        return arrays;
    }

    int run(Command.Simple command, boolean last) {
        shell.line(command.line());
        substitutionStatus = 0;
        debugTrap();
        try {
            List<String> arguments = expand(command.words());
            if (arguments.isEmpty()) {
                int status = assignOnly(command);
                last("");
                return status;
            }
            List<Assignment> literals = literals(command.words(), arguments.get(0));
            int status = invoke(command, arguments, literals, last, false);
            arrays = List.of();
            last(arguments.get(arguments.size() - 1));
            return status;
        } catch (ShellError e) {
            if (e.severity() != ShellError.Severity.COMMAND) {
                throw e;
            }
            shell.complain(e.getMessage());
            return 1;
        }
    }

    private void debugTrap() {
        Optional<String> trap = shell.traps().get("DEBUG");
        if (trap.isPresent() && !trap.get().isEmpty() && !shell.calls().inFunction()) {
            shell.traps().run(trap.get(), "debug trap");
        }
    }

    private List<String> expand(List<Word> words) {
        List<String> arguments = new ArrayList<>();
        for (Word word : words) {
            shell.expander().fields(word, arguments);
        }
        return arguments;
    }

    private static List<Assignment> literals(List<Word> words, String name) {
        if (!DECLARING.contains(name)) {
            return List.of();
        }
        List<Assignment> literals = new ArrayList<>();
        for (Word word : words) {
            if (word.parts().size() == 1
                    && word.parts().get(0) instanceof WordPart.Declared declared
                    && declared.assignment().value() instanceof Assignment.Array) {
                literals.add(declared.assignment());
            }
        }
        return literals;
    }

    private int assignOnly(Command.Simple command) {
        Redirects.Saved saved;
        try {
            saved = shell.redirects().apply(command.redirections());
        } catch (Redirects.Failed e) {
            shell.complain(e.getMessage());
            return 1;
        }
        try {
            for (Assignment assignment : command.assignments()) {
                traceAssignment(assignment, assignments.assign(assignment));
            }
        } finally {
            saved.restore();
            shell.launcher().processSubstitutions().closeAll();
        }
        return substitutionStatus;
    }

    private void traceAssignment(Assignment assignment, String value) {
        if (!shell.options().is("xtrace")) {
            return;
        }
        if (assignment.value() instanceof Assignment.Scalar
                && assignment.subscript().isEmpty()) {
            String shown = value.isEmpty() ? "" : Quoting.ifNeeded(value);
            trace(assignment.name() + (assignment.append() ? "+=" : "=") + shown);
        } else {
            trace(assignment.source());
        }
    }

    /** Shows a command for {@code set -x}, behind PS4, whose first character repeats for each level. */
    void trace(String text) {
        String ps4 = shell.variables().get("PS4").orElse("+ ");
        if (!ps4.isEmpty()) {
            String first = ps4.substring(0, ps4.offsetByCodePoints(0, 1));
            ps4 = first.repeat(Math.min(20, shell.launcher().forks().substitutionDepth() - 1)) + shell.prompt(ps4);
        }
        shell.say(ps4 + text);
    }

    private void assignBefore(Assignment assignment) {
        traceAssignment(assignment, assignments.temporary(assignment));
    }

    private void traceCommand(List<String> arguments) {
        if (!shell.options().is("xtrace")) {
            return;
        }
        trace(String.join(
                " ",
                arguments.stream()
                        .map(it -> shell.isDash() && it.matches("[\\[\\]!{}*?]+") ? it : Quoting.traced(it))
                        .toList()));
    }

    /** Runs a command by its arguments, as {@code command} and {@code builtin} do, too. */
    public int invoke(
            Command.Simple command,
            List<String> arguments,
            List<Assignment> literals,
            boolean last,
            boolean withoutFunctions) {
        String name = arguments.get(0);
        Optional<Command.Function> function = withoutFunctions
                ? Optional.empty()
                : Optional.ofNullable(shell.functions().get(name));
        Optional<Builtin> builtin =
                shell.builtins().find(name).filter(b -> !shell.disabled().contains(name));
        if (function.isEmpty() && builtin.isEmpty()) {
            return program(command, arguments, last);
        }
        if (name.equals("exec")) {
            return exec(command, arguments, builtin.orElseThrow());
        }
        Redirects.Saved saved;
        try {
            saved = shell.redirects().apply(command.redirections());
        } catch (Redirects.Failed e) {
            shell.complain(e.getMessage());
            if (shell.isDash() && builtin.isPresent() && builtin.get().special() && !shell.interactive()) {
                throw new Unwind.Exit(2);
            }
            return shell.isDash() ? 2 : 1;
        }
        boolean scoped = !command.assignments().isEmpty();
        if (scoped) {
            shell.variables().push(false);
        }
        try {
            command.assignments().forEach(this::assignBefore);
            traceCommand(arguments);
            arrays = literals;
            return function.isPresent() ? call(function.get(), arguments) : builtin(builtin.orElseThrow(), arguments);
        } finally {
            if (scoped) {
                shell.variables().pop();
            }
            saved.restore();
            shell.launcher().processSubstitutions().closeAll();
        }
    }

    private int program(Command.Simple command, List<String> arguments, boolean last) {
        boolean scoped = !command.assignments().isEmpty();
        if (scoped) {
            shell.variables().push(false);
        }
        try {
            command.assignments().forEach(this::assignBefore);
            traceCommand(arguments);
            return shell.launcher().program(command, arguments, last);
        } finally {
            if (scoped) {
                shell.variables().pop();
            }
            shell.launcher().processSubstitutions().closeAll();
        }
    }

    private int exec(Command.Simple command, List<String> arguments, Builtin builtin) {
        Redirects.Saved saved;
        try {
            saved = shell.redirects().apply(command.redirections());
        } catch (Redirects.Failed e) {
            shell.complain(e.getMessage());
            return 1;
        }
        traceCommand(arguments);
        command.assignments().forEach(assignments::assign);
        int status = builtin(builtin, arguments);
        if (status == 0) {
            saved.commit();
        } else {
            saved.restore();
        }
        return status;
    }

    private int builtin(Builtin builtin, List<String> arguments) {
        int status;
        shell.messages().takeComplained();
        try {
            status = builtin.run(shell, arguments);
            shell.process().out().flush();
            if (shell.isDash()) {
                status = dashStatus(builtin, status);
            }
        } catch (ErrnoException e) {
            shell.process().out().discard();
            shell.complain(builtin.name() + ": write error: " + e.errno().text());
            status = 1;
        } catch (IOException e) {
            shell.process().out().discard();
            shell.complain(builtin.name() + ": write error: " + e.getMessage());
            status = 1;
        }
        return status;
    }

    /** {@code $_}, which dash does not have. */
    private void last(String word) {
        if (!shell.isDash()) {
            shell.variables().putGlobal("_", Variable.of(word));
        }
    }

    /** Where bash's builtins fail with 1, dash's mostly do with 2; a special one that complained ends a script. */
    private int dashStatus(Builtin builtin, int status) {
        boolean complained = shell.messages().takeComplained();
        boolean wrong = builtin.name().equals("kill") ? status == 2 : status != 0;
        if (complained && wrong && DASH_ENDING.contains(builtin.name()) && !shell.interactive()) {
            throw new Unwind.Exit(2);
        }
        return complained && status == 1 && DASH_TWO.contains(builtin.name()) ? 2 : status;
    }

    private int call(Command.Function function, List<String> arguments) {
        interpreter.enterCall(function.name());
        List<String> positional = shell.positional();
        int line = shell.line();
        int loops = interpreter.compounds().loops();
        Optional<String> outerReturn = shell.traps().get("RETURN"); // a function does not inherit it
        shell.variables().push(true);
        shell.calls()
                .push(new CallStack.Frame(
                        function.name(), definedIn.getOrDefault(function.name(), "environment"), line));
        shell.positional(arguments.subList(1, arguments.size()));
        interpreter.compounds().loops(0);
        int status;
        try {
            status = interpreter.execute(function.body());
        } catch (Unwind.Return returned) {
            status = returned.status();
            shell.status(status);
        } finally {
            Optional<String> now = shell.traps().get("RETURN");
            if (now.isPresent() && (shell.options().is("functrace") || !now.equals(outerReturn))) {
                shell.traps().run(now.get(), "return trap");
            }
            interpreter.compounds().loops(loops);
            shell.positional(positional);
            shell.calls().pop();
            shell.variables().pop();
            shell.line(line);
            interpreter.leaveCall();
        }
        return status;
    }
}
