package postroom.labs.host;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/**
 * A process of a lab's host: ids, open files, environment, signals, and, while it runs a program, a thread.
 *
 * <p>Its own thread makes the calls; {@link #signal}, {@link #wake} and the getters may be called from anywhere. Every
 * call that waits looks at signals, and one that ends the process unwinds the thread as {@link Terminated}.
 *
 * <p>A process without a thread is a daemon's entry in the process table; signals go to its handler.
 */
public final class Process {
    private static final Logger LOG = LoggerFactory.getLogger(Process.class);
    /** A loop draws CPU and looks at the clock once in so many steps. */
    private static final int STEPS_PER_DRAW = 256;

    /** What a signal does to a process. */
    public enum Disposition {
        DEFAULT,
        IGNORE,
        HANDLE
    }

    private final Host host;
    private final int pid;
    private final long started;
    private volatile int parent;
    private volatile int group;
    private volatile int session;
    private volatile Terminal terminal;
    private volatile List<String> argv;
    private volatile String title;
    private volatile Credentials who;
    private volatile int realUid;
    private volatile int realGid;
    private volatile String cwd;
    private volatile int umask = 022;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final TreeMap<Integer, Descriptor> fds = new TreeMap<>();
    private final Map<Signal, Disposition> dispositions = new EnumMap<>(Signal.class);
    private final Queue<Signal> pending = new ArrayDeque<>();
    private volatile boolean signalled;
    private volatile Consumer<Signal> handler;
    private volatile Thread thread;
    private volatile WaitStatus status;
    private volatile boolean statusNews;
    private volatile boolean stopped;
    private volatile boolean continuedNews;
    private int steps;
    private long lastDraw;
    private long cpuNanos;
    private Output out;
    private Output err;

    Process(Host host, int pid, int parent) {
        this.host = host;
        this.pid = pid;
        this.parent = parent;
        this.group = pid;
        this.session = pid;
        this.started = host.clock().millis();
        this.argv = List.of();
        this.title = "";
        this.who = Credentials.ROOT;
        this.cwd = "/";
    }

    // ---- who and where -------------------------------------------------------------------------------

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

    /** Processor time used, in nanoseconds. */
    public long cpuNanos() {
        return cpuNanos;
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

    /** The environment; only the process' own thread may change it. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The disk in this process' name. */
    public FileAccess files() {
        return new FileAccess(host.disk(), who, cwd, umask);
    }

    // ---- descriptors ---------------------------------------------------------------------------------

    /** What a descriptor number refers to. */
    public Descriptor fd(int number) throws ErrnoException {
        Descriptor descriptor = fdOrNull(number);
        if (descriptor == null) {
            throw new ErrnoException(Errno.EBADF);
        }
        return descriptor;
    }

    Descriptor fdOrNull(int number) {
        synchronized (fds) {
            return fds.get(number);
        }
    }

    /** The open descriptor numbers, ascending. */
    public List<Integer> fds() {
        synchronized (fds) {
            return List.copyOf(fds.keySet());
        }
    }

    /** Makes {@code number} refer to {@code descriptor}, taking over the caller's reference; what it was is closed. */
    public void fd(int number, Descriptor descriptor) {
        Descriptor old;
        synchronized (fds) {
            old = fds.put(number, descriptor);
        }
        if (old != null) {
            old.close();
        }
    }

    /** Puts {@code descriptor} at the lowest free number from {@code lowest} on; {@code EMFILE} if there is none. */
    public int newFd(Descriptor descriptor, int lowest) throws ErrnoException {
        synchronized (fds) {
            int number = lowest;
            while (fds.containsKey(number)) {
                number++;
            }
            if (number >= host.limits().openFiles()) {
                descriptor.close();
                throw new ErrnoException(Errno.EMFILE);
            }
            fds.put(number, descriptor);
            return number;
        }
    }

    /** Closes a descriptor number ({@code close(2)}). */
    public void closeFd(int number) throws ErrnoException {
        Descriptor old;
        synchronized (fds) {
            old = fds.remove(number);
        }
        if (old == null) {
            throw new ErrnoException(Errno.EBADF);
        }
        old.close();
    }

    /** Opens a file, device, pipe or terminal by its path ({@code open(2)}); the caller owns the reference. */
    public Descriptor open(String path, java.util.Set<Open> flags, int mode) throws ErrnoException {
        return host.devices().open(this, path, flags, mode);
    }

    /** Reads, waiting as long as it takes; the count, or -1 at the end. */
    public int read(int number, byte[] buffer, int offset, int length) throws ErrnoException {
        return read(fd(number), buffer, offset, length);
    }

    /** Reads from a descriptor that need not have a number. */
    public int read(Descriptor descriptor, byte[] buffer, int offset, int length) throws ErrnoException {
        requireForeground(descriptor);
        int n = descriptor.tryRead(buffer, offset, length);
        if (n != Descriptor.NOT_NOW) {
            return n;
        }
        int[] result = {n};
        ErrnoException[] failure = {null};
        waitOn(descriptor, () -> {
            try {
                result[0] = descriptor.tryRead(buffer, offset, length);
            } catch (ErrnoException e) {
                failure[0] = e;
            }
            return failure[0] != null || result[0] != Descriptor.NOT_NOW;
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return result[0];
    }

    /** A background process that reads from its terminal is stopped ({@code SIGTTIN}). */
    private void requireForeground(Descriptor descriptor) {
        Terminal mine = terminal;
        if (mine == null || descriptor.terminal().filter(it -> it == mine).isEmpty()) {
            return;
        }
        while (mine.foreground() != 0 && mine.foreground() != group && mine == terminal) {
            host.processes().signalGroup(group, Signal.TTIN);
            step();
            if (dispositions.get(Signal.TTIN) == Disposition.IGNORE) {
                return;
            }
        }
    }

    /** Writes everything, waiting as long as it takes. */
    public void write(int number, byte[] bytes, int offset, int length) throws ErrnoException {
        write(fd(number), bytes, offset, length);
    }

    /** Writes to a descriptor that need not have a number. A pipe that nobody reads ends the process (SIGPIPE). */
    public void write(Descriptor descriptor, byte[] bytes, int offset, int length) throws ErrnoException {
        int done = 0;
        try {
            while (done < length) {
                checkSignals();
                int n = descriptor.tryWrite(bytes, offset + done, length - done);
                if (n == Descriptor.NOT_NOW) {
                    int at = done;
                    int[] result = {n};
                    ErrnoException[] failure = {null};
                    waitOn(descriptor, () -> {
                        try {
                            result[0] = descriptor.tryWrite(bytes, offset + at, length - at);
                        } catch (ErrnoException e) {
                            failure[0] = e;
                        }
                        return failure[0] != null || result[0] != Descriptor.NOT_NOW;
                    });
                    if (failure[0] != null) {
                        throw failure[0];
                    }
                    n = result[0];
                }
                done += n;
            }
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPIPE) {
                signal(Signal.PIPE);
                checkSignals();
            }
            throw e;
        }
    }

    /** Standard input as a stream; unbuffered, so that a child can read on where this left off. */
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return Process.this.read(0, buffer, offset, length);
            }
        };
    }

    /** Standard output. */
    public Output out() {
        if (out == null) {
            out = new Output(this, 1, false);
        }
        return out;
    }

    /** Standard error, unbuffered. */
    public Output err() {
        if (err == null) {
            err = new Output(this, 2, true);
        }
        return err;
    }

    // ---- waiting -------------------------------------------------------------------------------------

    /** Must be called in every loop that might be long: draws on the lab's CPU share and looks at signals. */
    public void step() {
        if (++steps % STEPS_PER_DRAW == 0) {
            long now = System.nanoTime();
            long used = now - lastDraw;
            if (lastDraw != 0 && used > 0) {
                cpuNanos += used;
                host.cpu().draw(used);
            }
            lastDraw = System.nanoTime();
        }
        checkSignals();
    }

    /** Waits until one of {@code descriptors} is readable; false if {@code timeout} (null: none) came first. */
    public boolean poll(Duration timeout, Descriptor... descriptors) {
        return await(timeout, () -> anyReadable(descriptors), descriptors);
    }

    private static boolean anyReadable(Descriptor... descriptors) {
        for (Descriptor each : descriptors) {
            if (each.readable()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until {@code condition} holds, looking again at each {@link #wake} and each change of {@code descriptors};
     * false if {@code timeout} (null: none), by the lab's clock, came first.
     */
    public boolean await(Duration timeout, BooleanSupplier condition, Descriptor... descriptors) {
        Runnable wake = this::wake;
        boolean[] late = {false};
        Timers.Timer timer = timeout == null
                ? () -> {}
                : host.timers().after(timeout, () -> {
                    late[0] = true;
                    wake();
                });
        for (Descriptor each : descriptors) {
            each.waiters().add(wake);
        }
        try {
            while (true) {
                checkSignals();
                if (condition.getAsBoolean()) {
                    return true;
                }
                if (late[0]) {
                    return false;
                }
                park();
            }
        } finally {
            timer.cancel();
            for (Descriptor each : descriptors) {
                each.waiters().remove(wake);
            }
        }
    }

    private void waitOn(Descriptor descriptor, BooleanSupplier condition) {
        await(null, condition, descriptor);
    }

    /** Waits for an answer from elsewhere: the network, a daemon. An exceptional one is thrown as it is. */
    public <T> T await(CompletionStage<T> stage) throws IOException {
        java.util.concurrent.CompletableFuture<T> future = stage.toCompletableFuture();
        stage.whenComplete((value, error) -> wake());
        await(null, future::isDone);
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new Terminated(Signal.KILL);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Sleeps by the lab's clock; signals end it only if they end the process. */
    public void sleep(Duration time) {
        await(time, () -> false);
    }

    /** Makes a waiting process look again. */
    public void wake() {
        Thread mine = thread;
        if (mine != null) {
            LockSupport.unpark(mine);
        }
    }

    private void park() {
        lastDraw = 0;
        LockSupport.park(this);
        if (Thread.interrupted()) { // only Workers.close interrupts: the JVM is going down
            throw new Terminated(Signal.KILL);
        }
    }

    // ---- signals -------------------------------------------------------------------------------------

    /** Sends it a signal; permission is the sender's business. */
    public void signal(Signal signal) {
        Consumer<Signal> daemon = handler;
        if (thread == null && daemon != null) {
            daemon.accept(signal);
            return;
        }
        if (signal == Signal.CONT || signal == Signal.KILL) {
            boolean was = stopped;
            stopped = false;
            if (was && signal == Signal.CONT) {
                continuedNews = true;
                tellParent();
            }
        }
        synchronized (pending) {
            if (signal == Signal.CONT) {
                pending.removeIf(it -> it.action() == Signal.Default.STOP);
            } else if (signal == Signal.KILL) {
                pending.clear();
            }
            if (pending.size() < 64) {
                pending.add(signal);
            }
            signalled = true;
        }
        wake();
        if (parked && matters(signal)) {
            resume(process -> PARKED);
        }
    }

    private boolean matters(Signal signal) {
        return disposition(signal) != Disposition.IGNORE
                && (disposition(signal) == Disposition.HANDLE || signal.action() == Signal.Default.TERMINATE)
                || signal == Signal.KILL;
    }

    /** What a process without a thread does with signals. */
    public void onSignal(Consumer<Signal> newHandler) {
        handler = newHandler;
    }

    /**
     * Says what a signal does: {@link Disposition#HANDLE} hands it to {@code newHandler} on this process' thread, at its
     * next {@link #step} or wait.
     */
    public void disposition(Signal signal, Disposition disposition, Consumer<Signal> newHandler) {
        dispositions.put(signal, disposition);
        if (newHandler != null) {
            handlers.put(signal, newHandler);
        } else {
            handlers.remove(signal);
        }
    }

    private final Map<Signal, Consumer<Signal>> handlers = new EnumMap<>(Signal.class);

    /** What a signal does now. */
    public Disposition disposition(Signal signal) {
        return dispositions.getOrDefault(signal, Disposition.DEFAULT);
    }

    private void checkSignals() {
        while (signalled) {
            Signal next;
            synchronized (pending) {
                next = pending.poll();
                signalled = !pending.isEmpty();
            }
            if (next != null) {
                deliver(next);
            }
        }
    }

    private void deliver(Signal signal) {
        Disposition disposition = disposition(signal);
        boolean unstoppable = signal == Signal.KILL || signal == Signal.STOP;
        if (disposition == Disposition.IGNORE && !unstoppable) {
            return;
        }
        if (disposition == Disposition.HANDLE && !unstoppable) {
            handlers.get(signal).accept(signal);
            return;
        }
        switch (signal.action()) {
            case TERMINATE:
                throw new Terminated(signal);
            case STOP:
                stop(signal);
                break;
            default:
                break;
        }
    }

    private void stop(Signal signal) {
        stopped = true;
        status = new WaitStatus.Stopped(signal);
        statusNews = true;
        tellParent();
        while (stopped) {
            park();
        }
        status = null;
    }

    /** True while a signal keeps it stopped. */
    public boolean isStopped() {
        return stopped;
    }

    // ---- children ------------------------------------------------------------------------------------

    /**
     * A child with copies of everything ({@code fork(2)}), not yet running.
     *
     * @throws ErrnoException {@code EAGAIN} when the lab has as many processes as it may
     */
    public Process fork() throws ErrnoException {
        Process child = host.processes().create(pid);
        child.group = group;
        child.session = session;
        child.terminal = terminal;
        child.argv = argv;
        child.title = title;
        child.who = who;
        child.realUid = realUid;
        child.realGid = realGid;
        child.cwd = cwd;
        child.umask = umask;
        child.environment.putAll(environment);
        synchronized (fds) {
            fds.forEach((number, descriptor) -> child.fds.put(number, descriptor.retain()));
        }
        dispositions.forEach((signal, disposition) -> {
            if (disposition == Disposition.IGNORE) {
                child.dispositions.put(signal, disposition);
            }
        });
        return child;
    }

    /** Begins to run {@code program} on a thread of its own; ends when the program does. */
    public void start(Program program) throws ErrnoException {
        if (!host.workers().run(() -> main(program))) {
            finish(new WaitStatus.Exited(1));
            throw new ErrnoException(Errno.EAGAIN);
        }
    }

    /** Returned by a program that goes on when something happens: until then the process has no thread. */
    public static final int PARKED = -1;

    private final Object running = new Object();
    private volatile boolean parked;

    /** Runs {@code program} as this process on the caller's thread, to the end or until it is {@link #PARKED}. */
    public void main(Program program) {
        synchronized (running) {
            if (status == null) {
                part(program);
            }
        }
    }

    /** Lets a {@link #PARKED} process go on with {@code part}, on a thread of its own. */
    public void resume(Program part) {
        if (!host.workers().run(() -> main(part))) {
            finish(new WaitStatus.Exited(1));
        }
    }

    private void part(Program program) {
        thread = Thread.currentThread();
        parked = false;
        WaitStatus end;
        try {
            checkSignals();
            int result = runToExit(program);
            if (result == PARKED) {
                thread = null;
                parked = true;
                return;
            }
            end = new WaitStatus.Exited(result);
        } catch (Terminated killed) {
            end = new WaitStatus.Signalled(killed.signal());
        } catch (StackOverflowError deep) {
            end = new WaitStatus.Signalled(Signal.SEGV);
        } catch (RuntimeException bug) {
            LOG.error("{} failed", title, bug);
            end = new WaitStatus.Signalled(Signal.ABRT);
        }
        finish(end);
        thread = null;
    }

    private int runToExit(Program program) {
        int result;
        try {
            result = program.run(this);
        } catch (Exit exit) {
            result = exit.status();
        } catch (IOException failed) {
            complain(failed);
            return 1;
        }
        return flushed(result);
    }

    private int flushed(int result) {
        try {
            if (out != null) {
                out.flush();
            }
            return result == PARKED ? PARKED : result & 0xFF;
        } catch (IOException failed) {
            complain(new IOException("write error: " + failed.getMessage(), failed));
            return result == 0 ? 1 : result & 0xFF;
        }
    }

    private void complain(IOException failed) {
        try {
            err().println(name() + ": " + failed.getMessage());
        } catch (IOException nowhere) {
            LOG.debug("{} could not say: {}", title, failed.getMessage(), nowhere);
        }
    }

    /**
     * Becomes another program ({@code execve(2)}) and runs it to its end, whose status is returned: the caller must then
     * end, too.
     *
     * @throws ErrnoException {@code ENOENT}, {@code EACCES}, {@code ENOEXEC}, {@code E2BIG}
     */
    public int exec(String path, List<String> newArgv) throws IOException {
        return Exec.prepare(this, path, newArgv).run(this);
    }

    /** Ends this process from outside its thread: for daemons' entries, and for what could not start. */
    public void finish(WaitStatus end) {
        List<Descriptor> open;
        synchronized (fds) {
            open = List.copyOf(fds.values());
            fds.clear();
        }
        open.forEach(Descriptor::close);
        status = end;
        statusNews = true;
        host.processes().ended(this);
        tellParent();
    }

    /** How it ended or that it is stopped; null while it runs. */
    public WaitStatus status() {
        return status;
    }

    private void tellParent() {
        Process theParent = host.processes().find(parent).orElse(null);
        if (theParent != null) {
            theParent.signal(Signal.CHLD);
        }
    }

    /** Waits until a child ends, or stops if {@code untraced}; an ended child is gone after that. */
    public WaitStatus waitFor(Process child, boolean untraced) {
        WaitStatus[] result = {null};
        await(null, () -> {
            result[0] = child.takeNews(untraced);
            return result[0] != null;
        });
        return result[0];
    }

    /** A child's news since the last look ({@code WNOHANG | WUNTRACED}), if there is any. */
    public Optional<WaitStatus> pollChild(Process child) {
        return Optional.ofNullable(child.takeNews(true));
    }

    private synchronized WaitStatus takeNews(boolean untraced) {
        WaitStatus now = status;
        if (now == null || !statusNews || !now.ended() && !untraced) {
            return null;
        }
        statusNews = false;
        if (now.ended()) {
            host.processes().reap(this);
        }
        return now;
    }

    /** True once after it was continued. */
    public synchronized boolean takeContinued() {
        boolean news = continuedNews;
        continuedNews = false;
        return news;
    }

    /** For {@code exec}: what does not survive it. */
    void forgetHandlers() {
        EnumSet<Signal> handled = EnumSet.noneOf(Signal.class);
        dispositions.forEach((signal, disposition) -> {
            if (disposition == Disposition.HANDLE) {
                handled.add(signal);
            }
        });
        handled.forEach(dispositions::remove);
        handlers.clear();
    }
}
