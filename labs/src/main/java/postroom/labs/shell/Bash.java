package postroom.labs.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;
import postroom.labs.shell.builtin.Builtins;
import postroom.labs.shell.run.History;
import postroom.labs.shell.run.ScriptRunner;
import postroom.labs.shell.run.Shell;
import postroom.labs.terminal.Pty;

/**
 * bash(1): {@code bash script}, {@code bash -c}, commands from standard input, and, at a terminal, a dialogue. Started by
 * another program a dialogue holds that process' thread; the log-in shell of a terminal does not ({@link LoginShell}).
 */
public final class Bash implements Program {
    private static final String VERSION = "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n";
    private final boolean posix;

    /** The program; {@code posix} is the way that {@code sh} behaves. */
    public Bash(boolean posix) {
        this.posix = posix;
    }

    @Override
    public int run(Process process) throws IOException {
        Invocation invocation = Invocation.of(process.argv());
        if (!posix && invocation.information().isPresent()) {
            process.out().print(VERSION);
            return 0;
        }
        if (posix && refused(process, invocation)) {
            return 2;
        }
        if (invocation.complaint().isPresent()) {
            process.err()
                    .println(process.argv().get(0) + ": "
                            + invocation.complaint().get());
            if (!invocation.complaint().get().endsWith("requires an argument")) {
                usage(process);
            }
            return 2;
        }
        Optional<Pty> terminal = terminal(process);
        boolean script =
                invocation.command().isPresent() || !invocation.operands().isEmpty() && !invocation.readsInput();
        boolean dialogue = !script && terminal.isPresent();
        Shell shell = shell(process, invocation, dialogue || invocation.interactive());
        if (dialogue) {
            return new Dialogue(shell, terminal.get(), invocation).runBlocking();
        }
        Startup.run(shell, invocation);
        return script(shell, invocation);
    }

    /** Whether dash does not take the options; it knows no long ones. */
    private static boolean refused(Process process, Invocation invocation) throws IOException {
        String name = process.argv().get(0);
        if (invocation.information().isPresent()) {
            process.err().println(name + ": 0: Illegal option --");
            return true;
        }
        if (invocation.complaint().isEmpty()) {
            return false;
        }
        String complaint = invocation.complaint().get();
        process.err()
                .println(name + ": 0: "
                        + (complaint.startsWith("-c:")
                                ? "-c requires an argument"
                                : "Illegal option "
                                        + (complaint.endsWith(": invalid option name")
                                                ? "-o " + complaint.replace(": invalid option name", "")
                                                : complaint.substring(0, Math.min(2, complaint.length())))));
        return true;
    }

    private static void usage(Process process) throws IOException {
        process.err()
                .print("Usage:\tbash [GNU long option] [option] ...\n"
                        + "\tbash [GNU long option] [option] script-file ...\nGNU long options:\n");
        for (String option : List.of(
                "debug",
                "debugger",
                "dump-po-strings",
                "dump-strings",
                "help",
                "init-file",
                "login",
                "noediting",
                "noprofile",
                "norc",
                "posix",
                "pretty-print",
                "rcfile",
                "restricted",
                "verbose",
                "version")) {
            process.err().print("\t--" + option + "\n");
        }
        process.err()
                .print("Shell options:\n\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)\n"
                        + "\t-abefhkmnptuvxBCEHPT or -o option\n");
    }

    private static Optional<Pty> terminal(Process process) {
        try {
            Optional<Terminal> input = process.fd(0).terminal();
            boolean errors = process.fd(2).terminal().isPresent();
            return input.filter(t -> errors && t instanceof Pty).map(Pty.class::cast);
        } catch (ErrnoException closed) {
            return Optional.empty();
        }
    }

    /** A shell with the options and parameters of its call. */
    Shell shell(Process process, Invocation invocation, boolean interactive) {
        String name = process.argv().get(0);
        List<String> operands = invocation.operands();
        boolean command = invocation.command().isPresent();
        boolean file = !command && !invocation.readsInput() && !operands.isEmpty();
        String zero = (command || file) && !operands.isEmpty() ? operands.get(0) : name;
        Shell.Mode mode = new Shell.Mode(interactive, invocation.login(), command, !command && !file);
        Shell shell = new Shell(process, posix ? Builtins.DASH : Builtins.BASH, posix, zero, mode, new History());
        boolean skips = command || file;
        shell.positional(skips && !operands.isEmpty() ? operands.subList(1, operands.size()) : operands);
        shell.prompts(new PromptText(shell)::expand);
        if (posix) {
            shell.options().set("xpg_echo", true);
            shell.options().set("braceexpand", false);
            shell.options().set("expand_aliases", true);
        }
        if (interactive) {
            for (String option : List.of("expand_aliases", "histexpand", "history", "emacs", "monitor")) {
                shell.options().set(option, true);
            }
        }
        shell.options().set("login_shell", invocation.login());
        for (String setting : invocation.settings()) {
            shell.options().set(setting.substring(1), setting.charAt(0) == '-');
        }
        return shell;
    }

    private static int script(Shell shell, Invocation invocation) {
        ScriptRunner runner = new ScriptRunner(shell);
        if (invocation.command().isPresent()) {
            return runner.text(invocation.command().get());
        }
        if (!invocation.readsInput() && !invocation.operands().isEmpty()) {
            return runner.file(invocation.operands().get(0));
        }
        return runner.input();
    }
}
