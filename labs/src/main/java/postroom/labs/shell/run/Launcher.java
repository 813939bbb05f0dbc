package postroom.labs.shell.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.ByteText;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Parser;
import postroom.labs.shell.syntax.Printer;
import postroom.labs.shell.syntax.Redirection;
import postroom.labs.shell.syntax.SyntaxError;
import postroom.labs.shell.syntax.Word;

/** Starts processes: programs, pipelines, subshells, substitutions, background jobs. */
public final class Launcher {
    /** More output than this in one substitution is refused; bash would take the memory. */
    private static final int MAX_OUTPUT = 16 << 20;

    private static final int FIRST_SUBSTITUTION_FD = 63;
    private final Shell shell;
    private final List<Integer> substitutions = new ArrayList<>();
    private int substitutionDepth = 1;

    Launcher(Shell shell) {
        this.shell = shell;
    }

    /** How deep in command substitutions the shell is, from 1; {@code set -x} shows it. */
    int substitutionDepth() {
        return substitutionDepth;
    }

    private Process fork() {
        try {
            shell.process().out().flush();
            Process child = shell.process().fork();
            for (Signal signal : Signal.values()) {
                boolean mine = child.disposition(signal) == Process.Disposition.IGNORE
                        && shell.interactive()
                        && shell.traps().get(signal.name()).isEmpty();
                if (mine) {
                    child.disposition(signal, Process.Disposition.DEFAULT, null);
                }
            }
            return child;
        } catch (ErrnoException e) {
            throw new ShellError("fork: " + e.errno().text());
        } catch (IOException e) {
            shell.process().out().discard();
            throw new ShellError("write error: " + e.getMessage());
        }
    }

    private static void start(Process child, Program program) {
        try {
            child.start(program);
        } catch (ErrnoException e) {
            throw new ShellError("fork: " + e.errno().text());
        }
    }

    private Program shellProgram(Process child, Command command, int depth) {
        Shell copy = new Shell(shell, child);
        copy.launcher().substitutionDepth = depth;
        return process -> copy.interpreter().runForked(command);
    }

    private boolean jobControl() {
        return shell.options().is("monitor");
    }

    /** A program in the foreground; {@code last} runs it in the shell's own process, which ends with it. */
    int program(Command.Simple command, List<String> arguments, boolean last) {
        String name = arguments.get(0);
        Optional<String> path =
                name.contains("/") ? Optional.of(name) : shell.lookup().find(name, true);
        if (path.isEmpty() && shell.functions().containsKey("command_not_found_handle")) {
            List<String> handled = new ArrayList<>(arguments);
            handled.add(0, "command_not_found_handle");
            return shell.interpreter().simple().invoke(command, handled, List.of(), false, false);
        }
        if (last) {
            return replace(command.redirections(), path, arguments);
        }
        Job job = new Job(Printer.line(command));
        Process child = fork();
        try {
            shell.redirects().apply(command.redirections(), child);
        } catch (Redirects.Failed e) {
            return refuse(child, e.getMessage(), 1);
        } catch (ShellError e) {
            refuse(child, "", 1);
            throw e;
        }
        if (path.isEmpty()) {
            return refuse(child, shell.messages().notFound(name), 127);
        }
        enterGroup(child, job);
        child.environment().clear();
        child.environment().putAll(shell.environment());
        child.environment().put("_", path.get());
        ProgramStart start = new ProgramStart(shell.zero(), shell.builtins(), shell.messages().prefix());
        start(child, process -> start.exec(process, path.get(), arguments));
        return foreground(job);
    }

    private int refuse(Process child, String message, int status) {
        if (!message.isEmpty()) {
            ProgramStart.say(child, shell.messages().prefix() + message);
        }
        child.finish(new WaitStatus.Exited(status));
        shell.process().pollChild(child);
        return status;
    }

    private void enterGroup(Process child, Job job) {
        if (jobControl()) {
            child.group(job.processes().isEmpty() ? child.pid() : job.group());
            if (job.processes().isEmpty() && !job.background()) {
                shell.process().terminal().ifPresent(terminal -> terminal.foreground(child.pid()));
            }
        }
        job.add(child);
    }

    private int foreground(Job job) {
        try {
            return shell.jobs().foreground(job);
        } catch (IOException e) {
            shell.process().err().discard();
            return job.status() == null ? 1 : job.status().shellStatus();
        }
    }

    /** {@code exec}, or the last command of a forked shell: this process becomes the program. */
    public int replace(List<Redirection> redirections, Optional<String> path, List<String> arguments) {
        Process process = shell.process();
        try {
            process.out().flush();
            shell.redirects().apply(redirections, process);
        } catch (Redirects.Failed e) {
            shell.complain(e.getMessage());
            return 1;
        } catch (IOException e) {
            process.out().discard();
        }
        if (path.isEmpty()) {
            shell.complain(shell.messages().notFound(arguments.get(0)));
            return 127;
        }
        process.environment().clear();
        process.environment().putAll(shell.environment());
        process.environment().put("_", path.get());
        return new ProgramStart(shell.zero(), shell.builtins(), shell.messages().prefix())
                .exec(process, path.get(), arguments);
    }

    int subshell(Command.Subshell subshell) {
        Job job = new Job(Printer.line(subshell));
        Process child = fork();
        enterGroup(child, job);
        start(child, shellProgram(child, subshell.body(), substitutionDepth));
        return foreground(job);
    }

    int pipeline(Command.Pipeline pipeline) {
        Job job = new Job(Printer.line(pipeline));
        if (shell.options().is("lastpipe") && !jobControl()) {
            return lastHere(pipeline.stages(), job);
        }
        startStages(pipeline.stages(), job, Optional.empty());
        return foreground(job);
    }

    /** {@code shopt lastpipe}: the last stage runs in this shell. */
    private int lastHere(List<Command> stages, Job job) {
        Process process = shell.process();
        Pipe pipe = new Pipe();
        Descriptor before = null;
        try {
            before = process.fd(0).retain();
        } catch (ErrnoException closed) {
            before = null;
        }
        Descriptor reader = pipe.reader(); // before the stages write
        startStages(stages.subList(0, stages.size() - 1), job, Optional.of(pipe.writer()));
        process.fd(0, reader);
        int status;
        try {
            status = shell.interpreter().execute(stages.get(stages.size() - 1));
        } finally {
            Redirects.put(process, 0, before);
        }
        int others = foreground(job);
        List<Integer> all = new ArrayList<>(shell.pipeStatus());
        all.add(status);
        shell.pipeStatus(all);
        return status == 0 && shell.options().is("pipefail") ? others : status;
    }

    private void startStages(List<Command> stages, Job job, Optional<Descriptor> output) {
        Descriptor input = null;
        for (int i = 0; i < stages.size(); i++) {
            Process child;
            try {
                child = fork();
            } catch (ShellError e) {
                if (input != null) {
                    input.close();
                }
                throw e;
            }
            if (input != null) {
                child.fd(0, input);
            }
            if (i < stages.size() - 1) {
                Pipe pipe = new Pipe();
                child.fd(1, pipe.writer());
                input = pipe.reader();
            } else if (output.isPresent()) {
                child.fd(1, output.get());
            }
            enterGroup(child, job);
            if (job.background()) {
                intoBackground(child, i == 0);
            }
            start(child, shellProgram(child, stages.get(i), substitutionDepth));
        }
    }

    /** Without job control nothing else keeps ^C and the terminal's input from a background job. */
    private void intoBackground(Process child, boolean first) {
        if (jobControl()) {
            return;
        }
        child.disposition(Signal.INT, Process.Disposition.IGNORE, null);
        child.disposition(Signal.QUIT, Process.Disposition.IGNORE, null);
        if (first) {
            try {
                child.fd(0, child.open("/dev/null", java.util.EnumSet.of(Open.READ), 0));
            } catch (ErrnoException e) {
                shell.complain("/dev/null: " + e.errno().text());
            }
        }
    }

    int background(Command command) {
        Job job = new Job(Printer.line(command));
        job.background(true);
        if (command instanceof Command.Pipeline pipeline
                && !pipeline.negated()
                && pipeline.timing() == Command.Timing.NONE) {
            startStages(pipeline.stages(), job, Optional.empty());
        } else {
            Process child = fork();
            enterGroup(child, job);
            intoBackground(child, true);
            start(child, shellProgram(child, command, substitutionDepth));
        }
        shell.jobs().clean(shell.interactive());
        shell.jobs().enter(job);
        int pid = job.last().orElseThrow().pid();
        shell.lastBackground(pid);
        if (shell.interactive()) {
            shell.say("[" + job.number() + "] " + pid);
        }
        return 0;
    }

    /** The output of a command, NUL bytes left out. */
    String output(Command command) {
        Optional<String> file = fileOnly(command);
        if (file.isPresent()) {
            return file.get();
        }
        Pipe pipe = new Pipe();
        Process child = fork();
        child.fd(1, pipe.writer());
        Descriptor reader = pipe.reader();
        Command body = command;
        if (!shell.options().is("inherit_errexit") && !shell.options().is("posix")) {
            Shell copy = new Shell(shell, child);
            copy.options().set("errexit", false);
            copy.launcher().substitutionDepth = substitutionDepth + 1;
            start(child, process -> copy.interpreter().runForked(body));
        } else {
            start(child, shellProgram(child, body, substitutionDepth + 1));
        }
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
            file = shell.process().open(name, java.util.EnumSet.of(Open.READ), 0);
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

    /** A path that leads to the other end of a running command's standard output or input. */
    String processSubstitution(boolean reads, Command command) {
        Pipe pipe = new Pipe();
        Process child = fork();
        child.fd(reads ? 1 : 0, reads ? pipe.writer() : pipe.reader());
        Descriptor mine = reads ? pipe.reader() : pipe.writer();
        int number = FIRST_SUBSTITUTION_FD;
        while (isOpen(number)) {
            number--;
        }
        shell.process().fd(number, mine);
        substitutions.add(number);
        start(child, shellProgram(child, command, substitutionDepth));
        return "/dev/fd/" + number;
    }

    private boolean isOpen(int number) {
        try {
            shell.process().fd(number);
            return true;
        } catch (ErrnoException closed) {
            return false;
        }
    }

    boolean isSubstitution(String path) {
        return substitutions.stream().anyMatch(number -> path.equals("/dev/fd/" + number));
    }

    /** Closes the ends of process substitutions once their command is done. */
    void closeSubstitutions() {
        for (int number : substitutions) {
            try {
                shell.process().closeFd(number);
            } catch (ErrnoException closed) {
                // the command closed it itself
            }
        }
        substitutions.clear();
    }

    int coprocess(Command.Coprocess command) {
        Pipe there = new Pipe();
        Pipe back = new Pipe();
        Job job = new Job("coproc " + command.name() + " " + Printer.line(command.body()));
        job.background(true);
        Process child = fork();
        child.fd(0, there.reader());
        child.fd(1, back.writer());
        Descriptor from = back.reader(); // both before the child looks
        Descriptor to = there.writer();
        enterGroup(child, job);
        start(child, shellProgram(child, command.body(), substitutionDepth));
        try {
            int input = shell.process().newFd(from, 60);
            int output = shell.process().newFd(to, 60);
            Variable variable = Variable.of(List.of(Integer.toString(input), Integer.toString(output)));
            shell.variables().putGlobal(command.name(), variable);
        } catch (ErrnoException e) {
            shell.complain("coproc: " + e.errno().text());
            return 1;
        }
        shell.variables().set(command.name() + "_PID", Integer.toString(child.pid()));
        shell.lastBackground(child.pid());
        shell.jobs().enter(job);
        if (shell.interactive()) {
            shell.say("[" + job.number() + "] " + child.pid());
        }
        return 0;
    }
}
