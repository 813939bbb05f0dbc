package postroom.labs.shell.run;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.ByteText;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Parser;
import postroom.labs.shell.syntax.Redirection;
import postroom.labs.shell.syntax.SyntaxError;
import postroom.labs.shell.syntax.Word;

/** Command substitution: the output of a command as text. Source: bash(1), Command Substitution. */
final class CommandSubstitution {
    /** More output than this in one substitution is refused; bash would take the memory. */
    private static final int MAX_OUTPUT = 16 << 20;

    private final Shell shell;
    private final Forks forks;

    CommandSubstitution(Shell shell, Forks forks) {
        this.shell = shell;
        this.forks = forks;
    }

    /** The output of a command, NUL bytes left out. */
    String output(Command command) {
        Optional<String> file = fileOnly(command);
        if (file.isPresent()) {
            return file.get();
        }
        Pipe pipe = new Pipe();
        Process child = forks.fork();
        child.fd(1, pipe.writer());
        Descriptor reader = pipe.reader();
        Shell copy = forks.copyForSubstitution(child);
        if (!shell.options().is("inherit_errexit") && !shell.options().is("posix")) {
            copy.options().set("errexit", false);
        }
        Forks.start(child, process -> copy.interpreter().runForked(command));
        try {
            return read(reader);
        } finally {
            reader.close();
            WaitStatus status = shell.process().waitFor(child, false);
            shell.interpreter().simple().substitutionStatus(status.shellStatus());
            shell.status(status.shellStatus());
            if (status instanceof WaitStatus.Signalled killed && killed.signal() == Signal.INT && shell.interactive()) {
                shell.interrupted();
            }
        }
    }

    private String read(Descriptor reader) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        boolean nul = false;
        try {
            int count = shell.process().read(reader, buffer, 0, buffer.length);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] != 0) {
                        bytes.write(buffer[i]);
                    } else {
                        nul = true;
                    }
                }
                if (bytes.size() > MAX_OUTPUT) {
                    throw new ShellError("xrealloc: cannot allocate " + bytes.size() + " bytes");
                }
                count = shell.process().read(reader, buffer, 0, buffer.length);
            }
        } catch (ErrnoException e) {
            throw new ShellError("command substitution: " + e.errno().text());
        }
        if (nul) {
            shell.complain("warning: command substitution: ignored null byte in input");
        }
        return ByteText.decode(bytes.toByteArray());
    }

    /** {@code $(< file)} needs no process. */
    private Optional<String> fileOnly(Command command) {
        if (!(command instanceof Command.Simple simple)
                || !simple.words().isEmpty()
                || !simple.assignments().isEmpty()
                || simple.redirections().size() != 1
                || simple.redirections().get(0).operator() != Redirection.Operator.READ
                || simple.redirections().get(0).effectiveDescriptor() != 0) {
            return Optional.empty();
        }
        Word target = simple.redirections().get(0).target();
        String name = shell.expander().single(target);
        Descriptor file;
        try {
            file = shell.process().open(name, EnumSet.of(Open.READ), 0);
        } catch (ErrnoException e) {
            shell.complain(name + ": " + e.errno().text());
            shell.interpreter().simple().substitutionStatus(1);
            return Optional.of("");
        }
        try {
            String text = read(file);
            shell.interpreter().simple().substitutionStatus(0);
            return Optional.of(text);
        } finally {
            file.close();
        }
    }

    /** The output of text in backquotes, whose syntax errors come out now. */
    String outputOfText(String text) {
        Parser parser = new Parser(text, shell.syntax(), true, 1);
        List<Command.Item> items = new ArrayList<>();
        try {
            Optional<Command> unit = parser.next();
            while (unit.isPresent()) {
                items.add(new Command.Item(unit.get(), false));
                unit = parser.next();
            }
        } catch (SyntaxError e) {
            shell.interpreter().sayError(parser, e, "command substitution");
            shell.interpreter().simple().substitutionStatus(1);
            return "";
        }
        if (items.isEmpty()) {
            shell.interpreter().simple().substitutionStatus(0);
            return "";
        }
        return output(items.size() == 1 ? items.get(0).command() : new Command.Sequence(items));
    }
}
