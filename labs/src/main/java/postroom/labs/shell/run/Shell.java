package postroom.labs.shell.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.expand.Environment;
import postroom.labs.shell.expand.Expander;
import postroom.labs.shell.pattern.Files;
import postroom.labs.shell.state.Variables;
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
    private final Definitions definitions;
    private final History history;
    private final Expander expander = new Expander(this);
    private final Interpreter interpreter = new Interpreter(this);
    private final Launcher launcher = new Launcher(this);
    private final Redirects redirects = new Redirects(this);
    private final Jobs jobs = new Jobs(this);
    private final Traps traps = new Traps(this);
    private final Dispositions dispositions = new Dispositions(this);
    private final Messages messages = new Messages(this);
    private final Statuses statuses = new Statuses();
    private final OptionCursor optionCursor = new OptionCursor();
    private final CommandHash lookup = new CommandHash(this);
    private final CallStack calls;
    private final ShellFiles files;
    private final String zero;
    private final Mode mode;
    private final int shellPid;
    private final int subshells;
    private List<String> positional = List.of();
    private Prompts prompts = text -> text;

    /** How a shell was started; it decides how its errors look. */
    public record Mode(boolean interactive, boolean login, boolean commandString, boolean readsInput) {}

    /** Makes the text of prompts. */
    public interface Prompts {
        String expand(String text);
    }

    /** A fresh shell, of bash or of dash; its variables come from the process' environment. */
    public Shell(Process process, BuiltinTable builtins, boolean dash, String zero, Mode mode, History history) {
        this.process = process;
        this.builtins = builtins;
        this.zero = zero;
        this.mode = mode;
        this.history = history;
        this.variables = new Variables();
        this.options = new Options();
        this.definitions = new Definitions();
        this.calls = new CallStack();
        this.shellPid = process.pid();
        this.subshells = 0;
        this.files = new ShellFiles(process);
        this.messages.dash(dash);
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
        this.definitions = parent.definitions.copy();
        this.calls = parent.calls.copy();
        this.positional = parent.positional;
        this.shellPid = parent.shellPid;
        this.subshells = parent.subshells + 1;
        this.prompts = parent.prompts;
        this.files = new ShellFiles(child);
        this.statuses.inherit(parent.statuses);
        this.messages.inherit(parent.messages);
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
        return definitions.functions();
    }

    public Map<String, String> aliases() {
        return definitions.aliases();
    }

    Map<String, CommandHash.Entry> hash() {
        return definitions.hash();
    }

    /** The builtins that {@code enable -n} has switched off. */
    public Set<String> disabled() {
        return definitions.disabled();
    }

    /** The folders of {@code pushd}, without the current one. */
    public List<String> folders() {
        return definitions.folders();
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
        return statuses.status();
    }

    public void status(int value) {
        statuses.status(value);
    }

    public List<Integer> pipeStatus() {
        return statuses.pipe();
    }

    void pipeStatus(List<Integer> values) {
        statuses.pipe(values);
    }

    /** The line that runs, for messages and {@code $LINENO}. */
    public int line() {
        return statuses.line();
    }

    public void line(int value) {
        statuses.line(value);
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
        statuses.lastBackground(pid);
    }

    public void prompts(Prompts maker) {
        prompts = maker;
    }

    @Override
    public Optional<String> special(char name) {
        return SpecialParameters.get(this, shellPid, statuses.lastBackground(), name);
    }

    @Override
    public boolean option(String name) {
        return name.equals("dash") ? isDash() : options.is(name);
    }

    @Override
    public String output(Command command) {
        return launcher.commandSubstitution().output(command);
    }

    @Override
    public String output(String backquoted) {
        return launcher.commandSubstitution().outputOfText(backquoted);
    }

    @Override
    public String processSubstitution(boolean reads, Command command) {
        return launcher.processSubstitutions().open(reads, command);
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
        return new CurrentSyntax(this);
    }

    Messages messages() {
        return messages;
    }

    /** Whether it is a dash. */
    public boolean isDash() {
        return messages.isDash();
    }

    /** Writes to standard output; buffered until the builtin ends. */
    public void out(String text) throws IOException {
        messages.out(text);
    }

    /** Writes to standard error. */
    public void err(String text) throws IOException {
        messages.err(text);
    }

    /** Prints a message behind the shell's name and, in a script, the line. */
    public void complain(String message) {
        complainAt(line(), message);
    }

    void complainAt(int at, String message) {
        messages.complainAt(at, message);
    }

    /** Prints a line on standard error; if that is closed, there is nobody to tell. */
    public void say(String text) {
        messages.say(text);
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
        return ScriptRunner.source(this, path);
    }

    /** Where in the word OPTIND names {@code getopts} goes on; 0 for its start. */
    public int optionOffset(int index) {
        return optionCursor.offset(index);
    }

    /** Remembers {@link #optionOffset(int)}. */
    public void optionOffset(int index, int offset) {
        optionCursor.offset(index, offset);
    }

    /** Says once that stopped jobs are left; true if it was said now. */
    public boolean warnOfStoppedJobs() {
        return jobs.warnOfStopped();
    }

    /** A command other than {@code exit} was entered: the next {@code exit} warns again. */
    public void forgetWarning() {
        jobs.forgetWarning();
    }

    Dispositions dispositions() {
        return dispositions;
    }

    /** What an interactive shell ignores. */
    public void interactiveSignals() {
        dispositions.atPrompt();
    }

    /** ^C again leaves what runs, unless a trap says otherwise. */
    public void defaultDispositionOfInterrupt() {
        dispositions.resetInterrupt();
    }

    /** Puts state in order after a command was left by ^C. */
    public void afterInterrupt() {
        interpreter.forgetContext();
        calls.clear();
        variables.popAll();
    }

    /** ^C: leaves everything that runs. */
    void interrupted() {
        status(130);
        throw new Unwind.Interrupt();
    }

    /** The environment that programs get. */
    Map<String, String> environment() {
        return new HashMap<>(variables.environment());
    }
}
