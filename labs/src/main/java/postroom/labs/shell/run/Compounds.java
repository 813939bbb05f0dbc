package postroom.labs.shell.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Condition;
import postroom.labs.shell.syntax.Word;

/** Loops, branches, groups, function definitions, {@code [[ ]]} and {@code (( ))}. Source: bash(1), Compound Commands. */
final class Compounds {
    private final Shell shell;
    private final Interpreter interpreter;
    private int loops;

    Compounds(Shell shell, Interpreter interpreter) {
        this.shell = shell;
        this.interpreter = interpreter;
    }

    void inherit(Compounds parent) {
        loops = parent.loops;
    }

    /** How many loops of the running function are around. */
    int loops() {
        return loops;
    }

    void loops(int count) {
        loops = count;
    }

    int run(Command command) {
        if (command instanceof Command.Group it) {
            return interpreter.execute(it.body());
        }
        if (command instanceof Command.If it) {
            return branch(it);
        }
        if (command instanceof Command.Loop it) {
            return loop(it);
        }
        if (command instanceof Command.For it) {
            return each(it);
        }
        if (command instanceof Command.ForArithmetic it) {
            return arithmeticFor(it);
        }
        if (command instanceof Command.Case it) {
            return choose(it);
        }
        if (command instanceof Command.Conditional it) {
            shell.line(it.line());
            return conditional(it.expression());
        }
        if (command instanceof Command.Arithmetic it) {
            shell.line(it.line());
            return arithmetic(it.expression(), "((: ") != 0 ? 0 : 1;
        }
        if (command instanceof Command.Function it) {
            return define(it);
        }
        if (command instanceof Command.Select it) {
            return select(it);
        }
        if (command instanceof Command.Coprocess it) {
            return shell.launcher().background().coprocess(it);
        }
        throw new IllegalStateException("no such command: " + command);
    }

    private int branch(Command.If command) {
        for (Command.Branch branch : command.branches()) {
            if (interpreter.executeLeniently(branch.condition()) == 0) {
                return interpreter.execute(branch.body());
            }
        }
        return command.otherwise().map(interpreter::execute).orElse(0);
    }

    /** A body of a loop; what {@code break} and {@code continue} say. */
    private interface Round {
        int run();
    }

    /** Runs one round; false if the loop is to be left. */
    private boolean round(Round body, int[] status) {
        loops++;
        try {
            shell.step();
            status[0] = body.run();
            return !shell.jobs().takeLoopInterrupt();
        } catch (Unwind.Loop unwind) {
            status[0] = 0;
            if (!unwind.leave()) {
                throw unwind;
            }
            return unwind.goesOn();
        } finally {
            loops--;
        }
    }

    private int loop(Command.Loop command) {
        int[] status = {0};
        boolean goesOn = true;
        while (goesOn) {
            boolean[] ended = {false};
            goesOn = round(
                            () -> {
                                boolean holds = interpreter.executeLeniently(command.condition()) == 0;
                                if (holds == command.until()) {
                                    ended[0] = true;
                                    return status[0];
                                }
                                return interpreter.execute(command.body());
                            },
                            status)
                    && !ended[0];
        }
        return status[0];
    }

    private int each(Command.For command) {
        shell.line(command.line());
        requireName(command.name());
        List<String> values = command.words().map(shell.expander()::fields).orElseGet(shell::positional);
        int[] status = {0};
        for (String value : values) {
            shell.line(command.line());
            trace("for " + command.name() + " in", command.words());
            shell.variables().set(command.name(), value);
            if (!round(() -> interpreter.execute(command.body()), status)) {
                break;
            }
        }
        return status[0];
    }

    private void trace(String head, Optional<List<Word>> words) {
        if (shell.options().is("xtrace")) {
            StringBuilder text = new StringBuilder(head);
            words.ifPresent(all -> all.forEach(word -> text.append(' ').append(word.source())));
            interpreter.simple().trace(text.toString());
        }
    }

    private void requireName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new ShellError("`" + name + "': not a valid identifier");
        }
    }

    private int arithmeticFor(Command.ForArithmetic command) {
        shell.line(command.line());
        arithmetic(command.start(), "((: ");
        int[] status = {0};
        while (command.test().parts().isEmpty() || arithmetic(command.test(), "((: ") != 0) {
            if (!round(() -> interpreter.execute(command.body()), status)) {
                break;
            }
            arithmetic(command.step(), "((: ");
        }
        return status[0];
    }

    /** An expression whose failure is the command's only. */
    private long arithmetic(Word expression, String what) {
        try {
            if (shell.options().is("xtrace")) {
                interpreter.simple().trace("(( " + expression.source() + " ))");
            }
            return shell.expander().arithmetic(expression);
        } catch (ShellError e) {
            if (e.severity() == ShellError.Severity.FATAL) {
                throw e;
            }
            shell.complain(what + e.getMessage());
            return 0;
        }
    }

    private int choose(Command.Case command) {
        shell.line(command.line());
        String subject = shell.expander().single(command.subject());
        if (shell.options().is("xtrace")) {
            interpreter.simple().trace("case " + command.subject().source() + " in");
        }
        boolean falls = false;
        int status = 0;
        for (Command.Clause clause : command.clauses()) {
            if (!falls && !matches(subject, clause.patterns())) {
                continue;
            }
            status = clause.body().map(interpreter::execute).orElse(0);
            if (clause.terminator() == Command.Terminator.BREAK) {
                return status;
            }
            falls = clause.terminator() == Command.Terminator.FALL_THROUGH;
        }
        return status;
    }

    private boolean matches(String subject, List<Word> patterns) {
        for (Word word : patterns) {
            Pattern pattern = shell.expander().compiled(word, shell.options().is("extglob"));
            if (pattern.matches(subject)) {
                return true;
            }
        }
        return false;
    }

    private int conditional(Condition condition) {
        try {
            boolean holds = new Conditions(shell).test(condition);
            return holds ? 0 : 1;
        } catch (Conditions.BadExpression e) {
            if (!e.getMessage().isEmpty()) {
                shell.complain(e.getMessage());
            }
            return 2;
        }
    }

    private int define(Command.Function function) {
        shell.line(function.line());
        if (shell.options().is("posix")
                && shell.builtins()
                        .find(function.name())
                        .filter(Builtin::special)
                        .isPresent()) {
            throw new ShellError("`" + function.name() + "': is a special builtin", ShellError.Severity.FATAL);
        }
        if (shell.functions().size() >= 5000) {
            throw new ShellError("xmalloc: cannot allocate memory");
        }
        shell.functions().put(function.name(), function);
        shell.interpreter()
                .simple()
                .defined(function.name(), shell.calls().source().orElse(""));
        return 0;
    }

    private int select(Command.Select command) {
        requireName(command.name());
        List<String> choices = command.words().map(shell.expander()::fields).orElseGet(shell::positional);
        if (choices.isEmpty()) {
            return 0;
        }
        int[] status = {0};
        boolean menu = true;
        try {
            while (true) {
                Optional<String> reply = SelectMenu.ask(shell, choices, menu);
                if (reply.isEmpty()) {
                    shell.out("\n");
                    shell.process().out().flush();
                    return 1;
                }
                menu = reply.get().isEmpty();
                if (menu) {
                    continue;
                }
                shell.variables().set("REPLY", reply.get());
                shell.variables().set(command.name(), SelectMenu.chosen(choices, reply.get()));
                if (!round(() -> interpreter.execute(command.body()), status)) {
                    return status[0];
                }
            }
        } catch (IOException e) {
            throw new ShellError(e.getMessage(), ShellError.Severity.COMMAND);
        }
    }

    void times(Command.Timing timing, long real, long user) {
        String text;
        if (timing == Command.Timing.POSIX) {
            text = String.format(
                    "real %d.%02d%nuser %d.%02d%nsys 0.00",
                    real / 1000, real % 1000 / 10, user / 1000, user % 1000 / 10);
        } else {
            text = String.format("%nreal\t%s%nuser\t%s%nsys\t0m0.000s", minutes(real), minutes(user));
        }
        shell.say(text);
    }

    private static String minutes(long millis) {
        return millis / 60_000 + "m" + millis % 60_000 / 1000 + "." + String.format("%03ds", millis % 1000);
    }
}
