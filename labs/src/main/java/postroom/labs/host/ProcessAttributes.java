package postroom.labs.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/**
 * Who and where a process is: the attributes that {@code credentials(7)} and {@code environ(7)} speak of. A child has
 * copies of them. All may be read from any thread, the environment under its own lock.
 */
abstract class ProcessAttributes {
    private final Host host;
    private final int pid;
    private final long started;
    private volatile int parent;
    private volatile int group;
    private volatile int session;
    private volatile Terminal terminal;
    private volatile List<String> argv = List.of();
    private volatile String title = "";
    private volatile Credentials who = Credentials.ROOT;
    private volatile int realUid;
    private volatile int realGid;
    private volatile String cwd = "/";
    private volatile int umask = 022;
    private volatile int niceness;
    private volatile int ioPriority;
    private final Map<String, String> environment = Collections.synchronizedMap(new LinkedHashMap<>());

    ProcessAttributes(Host host, int pid, int parent) {
        this.host = host;
        this.pid = pid;
        this.parent = parent;
        this.group = pid;
        this.session = pid;
        this.started = host.clock().millis();
    }

    /** Copies what a child has of its parent ({@code fork(2)}). */
    void inherit(ProcessAttributes from) {
        group = from.group;
        session = from.session;
        terminal = from.terminal;
        argv = from.argv;
        title = from.title;
        who = from.who;
        realUid = from.realUid;
        realGid = from.realGid;
        cwd = from.cwd;
        umask = from.umask;
        niceness = from.niceness;
        ioPriority = from.ioPriority;
        environment.putAll(from.environment);
    }

    /** How much it leaves to others, -20 to 19 ({@code getpriority(2)}). It is kept and shown; turns do not depend on it. */
    public int niceness() {
        return niceness;
    }

    /** Sets {@link #niceness}, within its bounds. Who may do that is the caller's business. */
    public void niceness(int wanted) {
        niceness = Math.max(-20, Math.min(19, wanted));
    }

    /** Class and priority at the disk as {@code ioprio_get(2)} has them: the class in bits 13 and up. */
    public int ioPriority() {
        return ioPriority;
    }

    /** Sets {@link #ioPriority}. */
    public void ioPriority(int newPriority) {
        ioPriority = newPriority;
    }

    /** The host that it runs on. */
    public Host host() {
        return host;
    }

    /** The process id. */
    public int pid() {
        return pid;
    }

    /** The parent's process id; 1 once the parent is gone. */
    public int parent() {
        return parent;
    }

    void parent(int newParent) {
        parent = newParent;
    }

    /** The process group. */
    public int group() {
        return group;
    }

    /** Moves it to another process group ({@code setpgid(2)}). */
    public void group(int newGroup) {
        group = newGroup;
    }

    /** The session. */
    public int session() {
        return session;
    }

    /** Makes it the leader of a new session and group, without a terminal ({@code setsid(2)}). */
    public void newSession() {
        session = pid;
        group = pid;
        terminal = null;
    }

    /** Puts it into the session and group of another process, as a child is that does not leave them. */
    void joinSession(ProcessAttributes other) {
        session = other.session;
        group = other.group;
    }

    /** The controlling terminal, if it has one. */
    public Optional<Terminal> terminal() {
        return Optional.ofNullable(terminal);
    }

    /** Makes {@code newTerminal} the controlling terminal. */
    public void terminal(Terminal newTerminal) {
        terminal = newTerminal;
    }

    /** When it began, milliseconds since 1970 by the lab's clock. */
    public long started() {
        return started;
    }

    /** The program's name and its arguments. */
    public List<String> argv() {
        return argv;
    }

    /** The arguments after the program's name. */
    public List<String> arguments() {
        return argv.isEmpty() ? argv : argv.subList(1, argv.size());
    }

    /** The program's name without folders: what it puts before its messages. */
    public String name() {
        return argv.isEmpty() ? title : argv.get(0).substring(argv.get(0).lastIndexOf('/') + 1);
    }

    /** Sets {@link #argv}, and with it {@link #title}. */
    public void argv(List<String> newArgv) {
        argv = List.copyOf(newArgv);
        title = String.join(" ", newArgv);
    }

    /** The command line as {@code ps} shows it. */
    public String title() {
        return title;
    }

    /** In whose name it acts: the effective ids. */
    public Credentials who() {
        return who;
    }

    /** The user who started it. */
    public int realUid() {
        return realUid;
    }

    /** The group of the user who started it. */
    public int realGid() {
        return realGid;
    }

    /** Takes on an identity, real and effective ({@code setresuid(2)} and so on, as the superuser may). */
    public void become(Credentials other) {
        who = other;
        realUid = other.uid();
        realGid = other.gid();
    }

    /** Changes only the effective identity, as a set-uid program does. */
    public void effective(Credentials other) {
        who = other;
    }

    /** The current folder, absolute. */
    public String cwd() {
        return cwd;
    }

    /** Goes to another folder ({@code chdir(2)}). */
    public void chdir(String path) throws ErrnoException {
        FileAccess files = files();
        String target = files.canonical(path);
        if (!files.stat(path).isDirectory()) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if (!files.allows(path, 1)) {
            throw new ErrnoException(Errno.EACCES);
        }
        cwd = target;
    }

    /** The permission bits that new files do not get. */
    public int umask() {
        return umask;
    }

    /** Sets {@link #umask}. */
    public void umask(int mask) {
        umask = mask & 0777;
    }

    /** The environment; only the process' own thread may change it, others read it while they hold its lock. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The disk in this process' name. */
    public FileAccess files() {
        return new FileAccess(host.disk(), who, cwd, umask, pid);
    }
}
