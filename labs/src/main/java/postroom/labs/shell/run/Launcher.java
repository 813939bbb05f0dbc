package postroom.labs.shell.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Printer;
import postroom.labs.shell.syntax.Redirection;

/**
 * Starts programs and subshells, and holds those who start the rest: {@link Pipelines}, {@link BackgroundJobs},
 * {@link CommandSubstitution}, {@link ProcessSubstitutions}.
 */
public final class Launcher {
    private final Shell shell;
    private final Forks forks;
    private final Pipelines pipelines;
    private final BackgroundJobs background;
    private final CommandSubstitution commandSubstitution;
    private final ProcessSubstitutions processSubstitutions;

    Launcher(Shell shell) {
        this.shell = shell;
        this.forks = new Forks(shell);
        this.pipelines = new Pipelines(shell, forks);
        this.background = new BackgroundJobs(shell, forks, pipelines);
        this.commandSubstitution = new CommandSubstitution(shell, forks);
        this.processSubstitutions = new ProcessSubstitutions(shell, forks);
    }

    Forks forks() {
        return forks;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    BackgroundJobs background() {
        return background;
    }

    CommandSubstitution commandSubstitution() {
        return commandSubstitution;
    }

    ProcessSubstitutions processSubstitutions() {
        return processSubstitutions;
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
        Process child = forks.fork();
        try {
            shell.redirects().apply(command.redirections(), child);
        } catch (Redirects.Failed e) {
            return forks.refuse(child, e.getMessage(), shell.isDash() ? 2 : 1);
        } catch (ShellError e) {
            forks.refuse(child, "", 1);
            throw e;
        }
        if (path.isEmpty()) {
            return forks.refuse(child, shell.messages().notFound(name), 127);
        }
        forks.enterGroup(child, job);
        ProgramStart start = ready(child, path.get());
        Forks.start(child, process -> start.exec(process, path.get(), arguments));
        return forks.foreground(job);
    }

    /** Gives a process the environment of a program; what then becomes it. */
    private ProgramStart ready(Process process, String path) {
        process.environment().clear();
        process.environment().putAll(shell.environment());
        if (!shell.isDash()) {
            process.environment().put("_", path);
        }
        return new ProgramStart(shell.zero(), shell.builtins(), shell.messages().prefix(), shell.isDash());
    }

    /** {@code exec}, or the last command of a forked shell: this process becomes the program. */
    public int replace(List<Redirection> redirections, Optional<String> path, List<String> arguments) {
        Process process = shell.process();
        try {
            process.out().flush();
            shell.redirects().apply(redirections, process);
        } catch (Redirects.Failed e) {
            shell.complain(e.getMessage());
            return shell.isDash() ? 2 : 1;
        } catch (IOException e) {
            process.out().discard();
        }
        if (path.isEmpty()) {
            shell.complain(shell.messages().notFound(arguments.get(0)));
            return 127;
        }
        return ready(process, path.get()).exec(process, path.get(), arguments);
    }

    int subshell(Command.Subshell subshell) {
        Job job = new Job(Printer.line(subshell));
        Process child = forks.fork();
        forks.enterGroup(child, job);
        forks.start(child, subshell.body());
        return forks.foreground(job);
    }
}
