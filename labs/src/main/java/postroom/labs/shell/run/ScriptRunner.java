package postroom.labs.shell.run;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Terminated;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.syntax.ByteText;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Parser;
import postroom.labs.shell.syntax.SyntaxError;

/** Runs a shell that has no prompt: a script, a command string, or commands from standard input, to its end. */
public final class ScriptRunner {
    private static final int MAX_SCRIPT = 16 << 20;
    private final Shell shell;

    public ScriptRunner(Shell shell) {
        this.shell = shell;
    }

    /** Whether a file's first bytes are no text: a NUL before the first newline. */
    static boolean isBinary(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
            if (b == '\n') {
                return false;
            }
        }
        return false;
    }

    /** Runs a script file. */
    public int file(String path) {
        String text;
        try {
            if (shell.process().files().stat(path).isDirectory() && shell.isDash()) {
                return 0;
            }
            if (shell.process().files().stat(path).isDirectory()) {
                shell.complainAt(0, path + ": " + postroom.labs.io.Errno.EISDIR.text());
                return 126;
            }
            byte[] bytes = read(path);
            if (isBinary(java.util.Arrays.copyOf(bytes, Math.min(80, bytes.length)))) {
                shell.complainAt(0, path + ": cannot execute binary file");
                return 126;
            }
            text = ByteText.decode(bytes);
        } catch (ErrnoException e) {
            if (shell.isDash()) {
                String why = DashMessages.redirection(path, false, e.errno());
                ProgramStart.say(shell.process(), shell.process().argv().get(0) + ": 0: " + why);
                return 2;
            }
            ProgramStart.say(
                    shell.process(),
                    shell.process().argv().get(0) + ": " + path + ": "
                            + e.errno().text());
            return e.errno() == postroom.labs.io.Errno.ENOENT ? 127 : 126;
        }
        shell.calls().push(new CallStack.Frame("main", path, 0));
        return finish(() -> units(text, ""));
    }

    private byte[] read(String path) throws ErrnoException {
        return readAll(shell.process(), path);
    }

    /** All of a file, device or pipe, bounded. */
    public static byte[] readAll(Process process, String path) throws ErrnoException {
        Descriptor descriptor = process.open(path, EnumSet.of(Open.READ), 0);
        try {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            int count = process.read(descriptor, buffer, 0, buffer.length);
            while (count > 0 && bytes.size() < MAX_SCRIPT) {
                bytes.write(buffer, 0, count);
                count = process.read(descriptor, buffer, 0, buffer.length);
            }
            return bytes.toByteArray();
        } finally {
            descriptor.close();
        }
    }

    /** Runs a file's commands in a running shell; what goes wrong in it is said and ends the file. */
    static int source(Shell shell, String path) throws ErrnoException {
        String text = ByteText.decode(readAll(shell.process(), path));
        shell.calls().push(new CallStack.Frame("source", path, shell.line()));
        int before = shell.line();
        shell.line(1);
        try {
            return shell.runText(text, "");
        } catch (Unwind.Return returned) {
            shell.status(returned.status());
            return returned.status();
        } finally {
            shell.calls().pop();
            shell.line(before);
        }
    }

    /** Runs {@code -c}'s text. */
    public int text(String text) {
        return finish(() -> units(text, "-c"));
    }

    /** Reads commands from standard input, no further than each needs. */
    public int input() {
        return finish(this::inputUnits);
    }

    private interface Work {
        int run();
    }

    /** The end of every shell: the EXIT trap, also when a signal ends it. */
    private int finish(Work work) {
        int status;
        try {
            status = work.run();
        } catch (Unwind.Exit exit) {
            status = exit.status();
        } catch (Terminated killed) {
            shell.interpreter().exitTrap(128 + killed.signal().number());
            throw killed;
        }
        return shell.interpreter().exitTrap(status);
    }

    private int units(String text, String what) {
        Parser parser = new Parser(text, shell.syntax(), true, 1);
        while (true) {
            int from = parser.position();
            Optional<Command> unit;
            try {
                unit = parser.next();
            } catch (SyntaxError e) {
                shell.interpreter().sayWarnings(parser);
                shell.interpreter().sayError(parser, e, what);
                return e.isInCondition() ? shell.status() : 2;
            }
            shell.interpreter().sayWarnings(parser);
            if (unit.isEmpty()) {
                return shell.status();
            }
            shell.interpreter().sayVerbosely(parser, from);
            run(unit.get());
        }
    }

    private void run(Command command) {
        if (!shell.options().is("noexec")) {
            shell.interpreter().top(command);
        }
        shell.jobs().clean(false);
    }

    private int inputUnits() {
        CommandReader reader = new CommandReader(shell);
        while (true) {
            Optional<String> line;
            try {
                line = LineInput.line(shell.process(), 0);
            } catch (IOException e) {
                shell.complain("read error: 0: " + e.getMessage());
                return shell.status();
            }
            CommandReader.Result result = line.isPresent() ? reader.line(line.get() + "\n") : reader.end();
            if (result instanceof CommandReader.Ready ready) {
                ready.commands().forEach(this::run);
            } else if (result instanceof CommandReader.Wrong) {
                if (line.isEmpty() || !shell.interactive()) {
                    return 2;
                }
            }
            if (line.isEmpty()) {
                return shell.status();
            }
        }
    }
}
