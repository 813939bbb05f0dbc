package postroom.labs.shell.run;

import java.util.List;
import java.util.Optional;
import postroom.labs.host.Exit;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Assignment;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Parser;
import postroom.labs.shell.syntax.SyntaxError;

/** Walks the syntax tree: lists, conditions and errexit here, the rest in {@link Compounds} and {@link SimpleCommands}. */
public final class Interpreter {
    /** {@code EX_NOEXEC} as it gets out of a shell that cannot fork: measured. */
    private static final int NO_PROCESS = 254;

    private final Shell shell;
    private final Compounds compounds;
    private final SimpleCommands simple;
    private int lenient;
    private int calls;
    private boolean inEval;

    Interpreter(Shell shell) {
        this.shell = shell;
        this.compounds = new Compounds(shell, this);
        this.simple = new SimpleCommands(shell, this);
    }

    void inherit(Interpreter parent) {
        lenient = parent.lenient;
        calls = parent.calls;
        compounds.inherit(parent.compounds);
    }

    Compounds compounds() {
        return compounds;
    }

    SimpleCommands simple() {
        return simple;
    }

    /**
     * Runs all commands of a text, as {@code eval} does.
     *
     * @param what the place that a syntax error names, as {@code eval}
     */
    int text(String text, String what) {
        enterCall(what);
        boolean outer = inEval;
        inEval = what.equals("eval");
        int line = shell.line();
        try {
            return units(new Parser(text, shell.syntax(), true, Math.max(1, line)), what);
        } finally {
            inEval = outer;
            calls--;
            shell.line(line);
        }
    }

    /** Whether the text of an {@code eval} runs. */
    boolean inEval() {
        return inEval;
    }

    private int units(Parser parser, String what) {
        int status = 0;
        while (true) {
            int from = parser.position();
            Optional<Command> unit;
            try {
                unit = parser.next();
            } catch (SyntaxError e) {
                sayWarnings(parser);
                sayError(parser, e, what);
                shell.status(2);
                if (shell.isDash() && !shell.interactive()) {
                    throw new Unwind.Exit(2);
                }
                return 2;
            }
            sayWarnings(parser);
            if (unit.isEmpty()) {
                return status;
            }
            sayVerbosely(parser, from);
            status = execute(unit.get());
        }
    }

    /** {@code set -v} shows lines as they are read. */
    void sayVerbosely(Parser parser, int from) {
        if (shell.options().is("verbose")) {
            shell.say(parser.text(from).stripTrailing());
        }
    }

    void sayWarnings(Parser parser) {
        for (String warning : parser.takeWarnings()) {
            shell.complainAt(0, shell.mode().interactive() ? warning.replaceFirst("^line \\d+: ", "") : warning);
        }
    }

    void sayError(Parser parser, SyntaxError error, String what) {
        String place = what.isEmpty() ? "" : what + ": ";
        if (shell.isDash()) {
            String where = what.isEmpty() || what.equals("-c") ? "" : place;
            shell.complainAt(error.dashLine(), where + "Syntax error: " + error.dashMessage());
            return;
        }
        if (shell.mode().interactive() && shell.calls().depth() == 0) {
            shell.complain(place + error.getMessage());
            return;
        }
        String line = "line " + error.line() + ": ";
        shell.complainAt(0, place + line + error.getMessage());
        if (error.showsLine() && !error.isInCondition()) {
            shell.complainAt(0, place + line + "`" + parser.lineText(error.line()) + "'");
        }
    }

    void enterCall(String what) {
        if (++calls > Shell.MAX_CALLS) {
            calls = 0;
            throw new ShellError(what + ": maximum function nesting level exceeded (" + Shell.MAX_CALLS + ")");
        }
    }

    void leaveCall() {
        calls--;
    }

    /**
     * Runs one command line from the top: what goes wrong in it ends it, and not the shell.
     *
     * @return the status; {@link Unwind.Exit} and ^C go on up
     */
    public int top(Command command) {
        try {
            return execute(command);
        } catch (ShellError e) {
            return failed(e);
        } catch (Unwind.Loop | Unwind.Return stray) {
            return shell.status();
        } finally {
            lenient = 0;
            calls = 0;
        }
    }

    /** Runs a text from the top, as {@link #top} does a command. */
    public int topText(String text, String what) {
        try {
            return text(text, what);
        } catch (ShellError e) {
            return failed(e);
        } catch (Unwind.Loop | Unwind.Return stray) {
            return shell.status();
        }
    }

    /** Nothing runs any more, whatever was around it. */
    void forgetContext() {
        lenient = 0;
        calls = 0;
        compounds.loops(0);
    }

    private int failed(ShellError e) {
        say(e);
        shell.status(statusOf(e));
        if (e.severity() == ShellError.Severity.FORK && !shell.interactive()) {
            throw new Unwind.Exit(shell.status());
        }
        if (shell.isDash() && !shell.interactive()) {
            throw new Unwind.Exit(2);
        }
        if (e.severity() == ShellError.Severity.FATAL && !shell.interactive()) {
            boolean plain = shell.mode().commandString() && !shell.options().is("errexit");
            throw new Unwind.Exit(plain ? 127 : 1);
        }
        return shell.status();
    }

    private int statusOf(ShellError e) {
        return shell.isDash() ? 2 : e.severity() == ShellError.Severity.FORK ? NO_PROCESS : 1;
    }

    /** Runs a command and sets {@code $?}. */
    public int execute(Command command) {
        return execute(command, false);
    }

    private int execute(Command command, boolean last) {
        shell.step();
        if (shell.options().is("noexec") && !shell.interactive()) {
            return 0;
        }
        int status;
        try {
            status = dispatch(command, last);
        } catch (ShellError e) {
            say(e);
            throw e;
        }
        shell.status(status);
        if (command instanceof Command.Simple) {
            shell.pipeStatus(List.of(status));
        }
        shell.step();
        if (shell.traps().isPending()) {
            shell.traps().runPending();
        }
        if (status != 0 && lenient == 0 && isChecked(command)) {
            onError(status);
        }
        return status;
    }

    private static boolean isChecked(Command command) {
        return command instanceof Command.Simple
                || command instanceof Command.Subshell
                || command instanceof Command.Conditional
                || command instanceof Command.Arithmetic
                || command instanceof Command.Pipeline pipeline && !pipeline.negated();
    }

    private void onError(int status) {
        Optional<String> trap = shell.traps().get("ERR");
        if (trap.isPresent() && (!shell.calls().inFunction() || shell.options().is("errtrace"))) {
            shell.traps().run(trap.get(), "error trap");
        }
        if (shell.options().is("errexit")) {
            throw new Unwind.Exit(status);
        }
    }

    /**
     * Runs a command in place of the process it is in, whose work ends with it.
     */
    int executeLast(Command command) {
        return execute(command, true);
    }

    /** Prints a failure, once: at the command that failed, whose line and file it names. */
    private void say(ShellError e) {
        if (!e.takeUnsaid()) {
            return;
        }
        if (e.severity() == ShellError.Severity.FORK && !shell.isDash()) {
            ProgramStart.say(shell.process(), shell.messages().name() + ": " + e.getMessage());
        } else {
            shell.complain(e.getMessage());
        }
    }

    /** Runs a command whose failure is no error: a condition. */
    int executeLeniently(Command command) {
        lenient++;
        try {
            return execute(command);
        } finally {
            lenient--;
        }
    }

    private int dispatch(Command command, boolean last) {
        if (command instanceof Command.Simple it) {
            return simple.run(it, last);
        }
        if (command instanceof Command.Sequence it) {
            return sequence(it, last);
        }
        if (command instanceof Command.And it) {
            int left = executeLeniently(it.left());
            return left == 0 ? execute(it.right()) : left;
        }
        if (command instanceof Command.Or it) {
            int left = executeLeniently(it.left());
            return left == 0 ? 0 : execute(it.right());
        }
        if (command instanceof Command.Pipeline it) {
            return pipeline(it);
        }
        if (command instanceof Command.Subshell it) {
            return shell.launcher().subshell(it);
        }
        if (command instanceof Command.Redirected it) {
            return redirected(it);
        }
        return compounds.run(command);
    }

    private int sequence(Command.Sequence sequence, boolean last) {
        int status = 0;
        List<Command.Item> items = sequence.items();
        for (int i = 0; i < items.size(); i++) {
            Command.Item item = items.get(i);
            if (item.background()) {
                status = shell.launcher().background().start(item.command());
                shell.status(status);
            } else if (last && i == items.size() - 1) {
                status = executeLast(item.command());
            } else {
                status = execute(item.command());
            }
        }
        return status;
    }

    private int pipeline(Command.Pipeline pipeline) {
        long begun = System.nanoTime();
        long wall = shell.process().host().clock().millis();
        long cpu = shell.process().cpuNanos();
        if (pipeline.negated()) {
            lenient++;
        }
        int status;
        try {
            if (pipeline.stages().isEmpty()) {
                status = 0;
            } else if (pipeline.stages().size() == 1) {
                status = execute(pipeline.stages().get(0));
            } else {
                status = shell.launcher().pipelines().run(pipeline);
            }
        } finally {
            if (pipeline.negated()) {
                lenient--;
            }
        }
        if (pipeline.timing() != Command.Timing.NONE) {
            long real = Math.max(
                    (System.nanoTime() - begun) / 1_000_000,
                    shell.process().host().clock().millis() - wall);
            compounds.times(pipeline.timing(), real, (shell.process().cpuNanos() - cpu) / 1_000_000);
        }
        return pipeline.negated() ? status == 0 ? 1 : 0 : status;
    }

    private int redirected(Command.Redirected command) {
        Redirects.Saved saved;
        try {
            saved = shell.redirects().apply(command.redirections());
        } catch (Redirects.Failed failed) {
            shell.complain(failed.getMessage());
            return shell.isDash() ? 2 : 1;
        }
        try {
            return execute(command.body());
        } finally {
            saved.restore();
        }
    }

    /** Ends the process with the status of what it ran: for forked shells. */
    int runForked(Command command) {
        int status;
        try {
            status = executeLast(command);
        } catch (ShellError e) {
            say(e);
            status = statusOf(e);
        } catch (Unwind.Exit exit) {
            status = exit.status();
        } catch (Unwind.Return returned) {
            status = returned.status();
        } catch (Unwind.Loop loop) {
            status = 0;
        }
        shell.status(status);
        return exitTrap(status);
    }

    /** Runs the EXIT trap; {@code exit} in it changes the status. */
    public int exitTrap(int status) {
        try {
            shell.status(status);
            shell.traps().exit();
            return status;
        } catch (Unwind.Exit exit) {
            return exit.status();
        } catch (ShellError e) {
            say(e);
            return 1;
        } catch (Exit exit) {
            return exit.status();
        }
    }

    /** Runs a command by its arguments, functions left aside, as {@code command} does. */
    public int withoutFunctions(List<String> arguments) {
        Command.Simple bare = new Command.Simple(List.of(), List.of(), List.of(), shell.line());
        return simple.invoke(bare, arguments, List.of(), false, true);
    }

    /** The array literals among the arguments of the declaring builtin that runs. */
    public List<Assignment> arrayLiterals() {
        return simple.arrays();
    }

    /** How many loops {@code break} can leave. */
    public int loops() {
        return compounds.loops();
    }
}
