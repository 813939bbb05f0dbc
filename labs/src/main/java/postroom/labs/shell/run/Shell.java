package postroom.labs.shell.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.expand.Environment;
import postroom.labs.shell.expand.Expander;
import postroom.labs.shell.pattern.Files;
import postroom.labs.shell.state.Variables;
import postroom.labs.shell.syntax.ByteText;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.SyntaxOptions;

/**
 * One running bash: everything that {@code fork} copies and {@code exec} forgets. The work is done by the parts it holds:
 * {@link Interpreter}, {@link Launcher}, {@link Redirects}, {@link Jobs}, {@link Traps}. Used by its process' thread only.
 */
public final class Shell implements Environment {
    /** Deeper recursion of functions, {@code eval} and {@code source} would overflow the thread's stack. */
    static final int MAX_CALLS = 1000;

    private final Process process;
    private final BuiltinTable builtins;
    private final Variables variables;
    private final Options options;
    private final Map<String, Command.Function> functions;
    private final Map<String, String> aliases;
    private final Map<String, CommandHash.Entry> hash;
    private final List<String> folders;
    private final Set<String> disabled = new HashSet<>();
    private final History history;
    private final Expander expander = new Expander(this);
    private final Interpreter interpreter = new Interpreter(this);
    private final Launcher launcher = new Launcher(this);
    private final Redirects redirects = new Redirects(this);
    private final Jobs jobs = new Jobs(this);
    private final Traps traps = new Traps(this);
    private final CommandHash lookup = new CommandHash(this);
    private final CallStack calls;
    private final ShellFiles files;
    private List<String> positional = List.of();
    private String zero;
    private Mode mode;
    private int shellPid;
    private int status;
    private int lastBackground;
    private int subshells;
    private int line;
    private int optionIndex;
    private int optionOffset;
    private boolean warned;
    private boolean dash;
    private boolean pipelineInterrupted;
    private List<Integer> pipeStatus = List.of(0);
    private Prompts prompts = text -> text;

    /** How a shell was started; it decides how its errors look. */
    public record Mode(boolean interactive, boolean login, boolean commandString, boolean readsInput) {}

    /** Makes the text of prompts. */
    public interface Prompts {
        String expand(String text);
    }

    /** A fresh shell; its variables come from the process' environment. */
    public Shell(Process process, BuiltinTable builtins, String zero, Mode mode, History history) {
        this.process = process;
        this.builtins = builtins;
        this.zero = zero;
        this.mode = mode;
        this.history = history;
        this.variables = new Variables();
        this.options = new Options();
        this.functions = new TreeMap<>();
        this.aliases = new TreeMap<>();
        this.hash = new LinkedHashMap<>();
        this.folders = new ArrayList<>();
        this.calls = new CallStack();
        this.shellPid = process.pid();
        this.files = new ShellFiles(process);
        InitialVariables.set(this);
    }

    /** The copy that a forked process works with. */
    Shell(Shell parent, Process child) {
        this.process = child;
        this.builtins = parent.builtins;
        this.zero = parent.zero;
        this.mode = parent.mode;
        this.history = parent.history;
        this.variables = parent.variables.copy();
        this.options = parent.options.copy();
        this.options.set("monitor", false);
        this.functions = new TreeMap<>(parent.functions);
        this.aliases = new TreeMap<>(parent.aliases);
        this.hash = new LinkedHashMap<>(parent.hash);
        this.folders = new ArrayList<>(parent.folders);
        this.calls = parent.calls.copy();
        this.disabled.addAll(parent.disabled);
        this.positional = parent.positional;
        this.shellPid = parent.shellPid;
        this.status = parent.status;
        this.lastBackground = parent.lastBackground;
        this.subshells = parent.subshells + 1;
        this.line = parent.line;
        this.prompts = parent.prompts;
        this.dash = parent.dash;
        this.files = new ShellFiles(child);
        this.traps.inherit(parent.traps);
        this.interpreter.inherit(parent.interpreter);
        InitialVariables.defineDynamics(this);
    }

    public Process process() {
        return process;
    }

    public BuiltinTable builtins() {
        return builtins;
    }

    @Override
    public Variables variables() {
        return variables;
    }

    public Options options() {
        return options;
    }

    public Map<String, Command.Function> functions() {
        return functions;
    }

    public Map<String, String> aliases() {
        return aliases;
    }

    Map<String, CommandHash.Entry> hash() {
        return hash;
    }

    /** The builtins that {@code enable -n} has switched off. */
    public Set<String> disabled() {
        return disabled;
    }

    /** The folders of {@code pushd}, without the current one. */
    public List<String> folders() {
        return folders;
    }

    public History history() {
        return history;
    }

    public Expander expander() {
        return expander;
    }

    public Interpreter interpreter() {
        return interpreter;
    }

    public Launcher launcher() {
        return launcher;
    }

    public Redirects redirects() {
        return redirects;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Traps traps() {
        return traps;
    }

    public CommandHash lookup() {
        return lookup;
    }

    public CallStack calls() {
        return calls;
    }

    public Mode mode() {
        return mode;
    }

    /** Whether this is the shell at the prompt, not a subshell of it. */
    public boolean interactive() {
        return mode.interactive() && subshells == 0;
    }

    public int subshells() {
        return subshells;
    }

    public int status() {
        return status;
    }

    public void status(int value) {
        status = value;
    }

    public List<Integer> pipeStatus() {
        return pipeStatus;
    }

    void pipeStatus(List<Integer> values) {
        pipeStatus = values;
    }

    /** The line that runs, for messages and {@code $LINENO}. */
    public int line() {
        return line;
    }

    public void line(int value) {
        line = value;
    }

    @Override
    public List<String> positional() {
        return positional;
    }

    public void positional(List<String> values) {
        positional = List.copyOf(values);
    }

    @Override
    public String zero() {
        return zero;
    }

    void lastBackground(int pid) {
        lastBackground = pid;
    }

    public void prompts(Prompts maker) {
        prompts = maker;
    }

    @Override
    public Optional<String> special(char name) {
        return switch (name) {
            case '?' -> Optional.of(Integer.toString(status));
            case '$' -> Optional.of(Integer.toString(shellPid));
            case '!' -> lastBackground == 0 ? Optional.empty() : Optional.of(Integer.toString(lastBackground));
            case '-' -> {
                String more = (mode.interactive() ? "i" : "")
                        + (mode.commandString() ? "c" : "")
                        + (mode.readsInput() ? "s" : "");
                yield Optional.of(options.letters(more));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public boolean option(String name) {
        return options.is(name);
    }

    @Override
    public String output(Command command) {
        return launcher.output(command);
    }

    @Override
    public String output(String backquoted) {
        return launcher.outputOfText(backquoted);
    }

    @Override
    public String processSubstitution(boolean reads, Command command) {
        return launcher.processSubstitution(reads, command);
    }

    @Override
    public Optional<String> home(String user) {
        var accounts = process.host().accounts();
        var account = user.isEmpty() ? accounts.user(process.who().uid()) : accounts.user(user);
        return account.map(found -> found.home());
    }

    @Override
    public String prompt(String text) {
        return prompts.expand(text);
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public void step() {
        process.step();
    }

    /** How text is read now: with aliases only where they are expanded. */
    public SyntaxOptions syntax() {
        return new SyntaxOptions() {
            @Override
            public Optional<String> alias(String name) {
                return options.is("expand_aliases") ? Optional.ofNullable(aliases.get(name)) : Optional.empty();
            }

            @Override
            public boolean extendedGlobs() {
                return options.is("extglob");
            }
        };
    }

    /** What stands before the messages of a program that could not be started. */
    String messagePrefix() {
        return errorName() + ": " + (dash ? line + ": " : mode.interactive() ? "" : "line " + line + ": ");
    }

    /** What a shell says of a command that is not there. */
    String notFound(String name) {
        if (variables.get("PATH").orElse("").isEmpty() && !dash) {
            return name + ": No such file or directory";
        }
        return name + (dash ? ": not found" : ": command not found");
    }

    /** Writes to standard output; buffered until the builtin ends. */
    public void out(String text) throws IOException {
        byte[] bytes = ByteText.encode(text);
        process.out().write(bytes, 0, bytes.length);
    }

    /** Writes to standard error. */
    public void err(String text) throws IOException {
        process.out().flush();
        byte[] bytes = ByteText.encode(text);
        process.err().write(bytes, 0, bytes.length);
        process.err().flush();
    }

    /** Prints a message behind the shell's name and, in a script, the line. */
    public void complain(String message) {
        complainAt(line, message);
    }

    void complainAt(int at, String message) {
        if (dash) {
            say(errorName() + ": " + Math.max(1, at) + ": " + DashMessages.of(message));
            return;
        }
        String where = mode.interactive() || at <= 0 ? "" : "line " + at + ": ";
        say(errorName() + ": " + where + message);
    }

    /** Prints a line on standard error; if that is closed, there is nobody to tell. */
    public void say(String text) {
        try {
            err(text + "\n");
        } catch (IOException nowhere) {
            process.err().discard();
        }
    }

    private String errorName() {
        if (mode.interactive()) {
            return zero;
        }
        return calls.source().orElse(zero);
    }

    /** Runs text as {@code eval} does; a syntax error is said and gives 2. */
    public int runText(String text, String what) {
        return interpreter.text(text, what);
    }

    /** Runs a program in the place of this shell, which ends with its status. */
    public int become(String path, List<String> arguments) {
        return launcher.replace(List.of(), Optional.of(path), arguments);
    }

    /** Runs a file's commands in this shell; what goes wrong in it is said and ends the file. */
    public int sourceFile(String path) throws ErrnoException {
        String text = ByteText.decode(ScriptRunner.readAll(process, path));
        calls.push(new CallStack.Frame("source", path, line));
        int before = line;
        line = 1;
        try {
            return runText(text, "");
        } catch (Unwind.Return returned) {
            status = returned.status();
            return status;
        } finally {
            calls.pop();
            line = before;
        }
    }

    /** Makes messages look as dash writes them, for {@code sh}. */
    public void dash(boolean on) {
        dash = on;
    }

    /** Where in the word OPTIND names {@code getopts} goes on; 0 for its start. */
    public int optionOffset(int index) {
        return index == optionIndex ? optionOffset : 0;
    }

    /** Remembers {@link #optionOffset(int)}. */
    public void optionOffset(int index, int offset) {
        optionIndex = index;
        optionOffset = offset;
    }

    /** Says once that stopped jobs are left; true if it was said now. */
    public boolean warnOfStoppedJobs() {
        jobs.poll();
        boolean stopped = jobs.all().stream().anyMatch(Job::isStopped);
        boolean warns = stopped && !warned;
        warned = stopped;
        if (warns) {
            say("There are stopped jobs.");
        }
        return warns;
    }

    /** A command other than {@code exit} was entered: the next {@code exit} warns again. */
    public void forgetWarning() {
        warned = false;
    }

    /** A signal back to what this kind of shell does with it. */
    void defaultDisposition(Signal signal) {
        boolean ignored = interactive()
                && (signal == Signal.TERM
                        || signal == Signal.QUIT
                        || signal == Signal.TSTP
                        || signal == Signal.TTIN
                        || signal == Signal.TTOU);
        if (ignored) {
            process.disposition(signal, Process.Disposition.IGNORE, null);
        } else if (interactive() && signal == Signal.INT) {
            process.disposition(signal, Process.Disposition.HANDLE, s -> interrupted());
        } else {
            process.disposition(signal, Process.Disposition.DEFAULT, null);
        }
    }

    /** What an interactive shell ignores. */
    public void interactiveSignals() {
        for (Signal signal : new Signal[] {Signal.TERM, Signal.QUIT, Signal.TSTP, Signal.TTIN, Signal.TTOU}) {
            defaultDisposition(signal);
        }
    }

    /** ^C again leaves what runs, unless a trap says otherwise. */
    public void defaultDispositionOfInterrupt() {
        Optional<String> trap = traps.get("INT");
        if (trap.isPresent()) {
            traps.set("INT", trap.get());
        } else {
            defaultDisposition(Signal.INT);
        }
    }

    /** Puts state in order after a command was left by ^C. */
    public void afterInterrupt() {
        interpreter.forgetContext();
        calls.clear();
        variables.popAll();
    }

    /** ^C: leaves everything that runs. */
    void interrupted() {
        status = 130;
        throw new Unwind.Interrupt();
    }

    /** A job was stopped: loops around it end, too. */
    void interruptLoops() {
        pipelineInterrupted = true;
    }

    boolean takeLoopInterrupt() {
        boolean was = pipelineInterrupted;
        pipelineInterrupted = false;
        return was;
    }

    /** The environment that programs get. */
    Map<String, String> environment() {
        return new HashMap<>(variables.environment());
    }
}
