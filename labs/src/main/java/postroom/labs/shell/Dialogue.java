package postroom.labs.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Terminated;
import postroom.labs.shell.run.CommandReader;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.Command;
import postroom.labs.terminal.EditorEvent;
import postroom.labs.terminal.KeyReader;
import postroom.labs.terminal.LineEditor;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/**
 * The shell at the prompt. While it waits, keys go from the terminal to the line editor, and no thread is held; a line that
 * was entered runs on the process' thread, and then the next prompt is shown.
 *
 * <p>A shell that another program has started keeps its thread, which that program waits for: {@link #runBlocking}.
 */
final class Dialogue implements KeyReader {
    private final Shell shell;
    private final Process process;
    private final Pty pty;
    private final Invocation invocation;
    private final LineEditor editor;
    private final CommandReader reader;
    private final EnteredLines entered;
    private boolean blocking;
    private volatile EditorEvent event;
    private volatile boolean gone;

    Dialogue(Shell shell, Pty pty, Invocation invocation) {
        this.shell = shell;
        this.process = shell.process();
        this.pty = pty;
        this.invocation = invocation;
        this.entered = new EnteredLines(shell);
        this.editor = new LineEditor(entered, new ShellCompleter(shell));
        this.reader = new CommandReader(shell);
    }

    /** The whole dialogue on this thread. */
    int runBlocking() {
        blocking = true;
        try {
            begin();
            while (true) {
                process.await(null, () -> event != null || gone);
                if (gone && event == null) {
                    return end(129);
                }
                EditorEvent next = event;
                event = null;
                handle(next);
                prompt();
            }
        } catch (Unwind.Exit exit) {
            return end(exit.status());
        } catch (Terminated killed) {
            pty.detach(this);
            throw killed;
        }
    }

    /** Begins a dialogue that holds no thread; a program for {@link Process#start}. */
    int runParked() {
        try {
            begin();
            return Process.PARKED;
        } catch (Unwind.Exit exit) {
            return end(exit.status());
        }
    }

    private int goOn(EditorEvent next) {
        try {
            handle(next);
            prompt();
            return Process.PARKED;
        } catch (Unwind.Exit exit) {
            return end(exit.status());
        }
    }

    private void begin() {
        process.group(process.pid());
        pty.foreground(process.group());
        shell.interactiveSignals();
        Startup.run(shell, invocation);
        entered.load();
        prompt();
    }

    private void prompt() {
        try {
            shell.jobs().notifyChanges();
            if (!reader.isPending()) {
                promptCommands();
            }
            process.out().flush();
        } catch (IOException e) {
            process.out().discard();
        }
        shell.traps().runWaiting();
        process.disposition(Signal.INT, Process.Disposition.IGNORE, null);
        String name = reader.isPending() ? "PS2" : "PS1";
        String text = shell.prompt(shell.variables().get(name).orElse(""));
        entered.limit();
        pty.foreground(process.group());
        pty.print(editor.begin(text, pty.columns(), pty.rows()));
        pty.attach(this);
    }

    private void promptCommands() {
        Optional<Variable> variable = shell.variables().find("PROMPT_COMMAND");
        List<String> commands = new ArrayList<>();
        variable.ifPresent(v -> {
            if (v.isIndexed()) {
                commands.addAll(v.indexed().values());
            } else {
                v.value().ifPresent(commands::add);
            }
        });
        int status = shell.status();
        for (String command : commands) {
            shell.interpreter().topText(command, "PROMPT_COMMAND");
        }
        shell.status(status);
    }

    private void handle(EditorEvent next) {
        if (next instanceof EditorEvent.Accepted accepted) {
            for (String line : accepted.line().split("\n", -1)) {
                accept(line);
            }
        } else if (next instanceof EditorEvent.EndOfInput) {
            endOfInput();
        } else {
            reader.reset();
            entered.forget();
            shell.status(130);
        }
    }

    private void endOfInput() {
        if (reader.isPending()) {
            reader.end();
            entered.forget();
            return;
        }
        if (shell.options().is("ignoreeof")) {
            shell.say("Use \"" + (shell.mode().login() ? "logout" : "exit") + "\" to leave the shell.");
            return;
        }
        shell.say(shell.mode().login() ? "logout" : "exit");
        if (!shell.warnOfStoppedJobs()) {
            throw new Unwind.Exit(shell.status());
        }
    }

    private void accept(String typed) {
        Optional<String> line = expanded(typed);
        if (line.isEmpty()) {
            return;
        }
        entered.add(line.get(), reader);
        if (shell.options().is("verbose")) {
            shell.say(line.get());
        }
        CommandReader.Result result = reader.line(line.get() + "\n");
        if (!(result instanceof CommandReader.More)) {
            entered.complete();
        }
        if (result instanceof CommandReader.Ready ready) {
            run(ready.commands(), line.get());
        }
    }

    private Optional<String> expanded(String typed) {
        if (!shell.options().is("histexpand")) {
            return Optional.of(typed);
        }
        try {
            HistoryExpansion.Result result = HistoryExpansion.expand(
                    typed, shell.history().lines(), shell.history().base());
            if (result.changed()) {
                shell.say(result.line());
            }
            if (result.printOnly()) {
                entered.addWithoutRunning(result.line());
                return Optional.empty();
            }
            return Optional.of(result.line());
        } catch (HistoryExpansion.Failed e) {
            shell.complain(e.getMessage());
            return Optional.empty();
        }
    }

    private void run(List<Command> commands, String line) {
        Termios before = pty.termios();
        shell.defaultDispositionOfInterrupt();
        try {
            for (Command command : commands) {
                shell.interpreter().top(command);
            }
        } catch (Unwind.Interrupt interrupt) {
            interrupted();
        } finally {
            process.disposition(Signal.INT, Process.Disposition.IGNORE, null);
        }
        if (!line.strip().matches("(exit|logout)\\b.*")) {
            shell.forgetWarning();
        }
        if (shell.status() > 128) {
            pty.termios(before);
        }
    }

    /** Whatever was left, a program or the shell's own loop: the prompt comes on a new line. */
    private void interrupted() {
        process.out().discard();
        shell.say("");
        shell.afterInterrupt();
    }

    /** The shell's end: its files and traps, the history, the terminal. */
    private int end(int status) {
        pty.detach(this);
        gone = true;
        int result = status;
        try {
            Startup.logout(shell);
        } catch (Unwind.Exit exit) {
            result = exit.status();
        }
        result = shell.interpreter().exitTrap(result);
        entered.save();
        if (shell.option("huponexit") && shell.mode().login()) {
            shell.jobs().signalAll(Signal.HUP);
        }
        return result;
    }

    @Override
    public int keys(byte[] bytes, int offset, int length) {
        LineEditor.Step step = editor.input(bytes, offset, length);
        finish(step);
        return step.consumed();
    }

    @Override
    public void interrupt() {
        finish(editor.interrupt());
    }

    private void finish(LineEditor.Step step) {
        if (step.output().length > 0) {
            pty.print(step.output());
        }
        if (step.event().isEmpty()) {
            return;
        }
        pty.detach(this);
        EditorEvent next = step.event().get();
        if (blocking) {
            event = next;
            process.wake();
        } else {
            process.resume(it -> goOn(next));
        }
    }

    @Override
    public void resized(int columns, int rows) {
        pty.print(editor.resize(columns, rows));
    }

    @Override
    public void hangUp() {
        gone = true;
        if (blocking) {
            process.wake();
        } else {
            process.resume(it -> end(129));
        }
    }
}
