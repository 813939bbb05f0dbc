package postroom.labs.host;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/**
 * A process of a lab's host: ids, open files, environment, signals, and, while it runs a program, a thread.
 *
 * <p>Its own thread makes the calls; {@link #signal}, {@link #wake} and the getters may be called from anywhere. Every
 * call that waits looks at signals, and one that ends the process unwinds the thread as {@link Terminated}.
 *
 * <p>A process without a thread is a daemon's entry in the process table; signals go to its handler.
 *
 * <p>These are the system calls; the work is done by {@link DescriptorTable}, {@link Transfers}, {@link Waiting},
 * {@link Signals} and {@link Life}.
 */
public final class Process extends ProcessAttributes {
    /** Returned by a program that goes on when something happens: until then the process has no thread. */
    public static final int PARKED = -1;

    /** What a signal does to a process. */
    public enum Disposition {
        DEFAULT,
        IGNORE,
        HANDLE
    }

    private final DescriptorTable fds;
    private final Transfers transfers = new Transfers(this);
    private final Waiting waiting = new Waiting(this);
    private final Life life = new Life(this, waiting);
    private final Signals signals = new Signals(this, life);
    private final List<FifoOpening> postponed = new ArrayList<>();
    private Output out;
    private Output err;

    Process(Host host, int pid, int parent) {
        super(host, pid, parent);
        this.fds = new DescriptorTable(host.limits().openFiles());
    }

    // ---- descriptors ---------------------------------------------------------------------------------

    /** What a descriptor number refers to. */
    public Descriptor fd(int number) throws ErrnoException {
        return fds.get(number);
    }

    Descriptor fdOrNull(int number) {
        return fds.orNull(number);
    }

    /** The open descriptor numbers, ascending. */
    public List<Integer> fds() {
        return fds.numbers();
    }

    /** Makes {@code number} refer to {@code descriptor}, taking over the caller's reference; what it was is closed. */
    public void fd(int number, Descriptor descriptor) {
        fds.put(number, descriptor);
    }

    /** Puts {@code descriptor} at the lowest free number from {@code lowest} on; {@code EMFILE} if there is none. */
    public int newFd(Descriptor descriptor, int lowest) throws ErrnoException {
        return fds.add(descriptor, lowest);
    }

    /** Closes a descriptor number ({@code close(2)}). */
    public void closeFd(int number) throws ErrnoException {
        fds.close(number);
    }

    /** For the end of the process. */
    void closeFds() {
        fds.closeAll();
    }

    /** Opens a file, device, pipe or terminal by its path ({@code open(2)}); the caller owns the reference. */
    public Descriptor open(String path, Set<Open> flags, int mode) throws ErrnoException {
        return host().devices().open(this, path, flags, mode);
    }

    /** Reads, waiting as long as it takes; the count, or -1 at the end. */
    public int read(int number, byte[] buffer, int offset, int length) throws ErrnoException {
        return read(fd(number), buffer, offset, length);
    }

    /** Reads from a descriptor that need not have a number. */
    public int read(Descriptor descriptor, byte[] buffer, int offset, int length) throws ErrnoException {
        return transfers.read(descriptor, buffer, offset, length);
    }

    /** Writes everything, waiting as long as it takes. */
    public void write(int number, byte[] bytes, int offset, int length) throws ErrnoException {
        write(fd(number), bytes, offset, length);
    }

    /** Writes to a descriptor that need not have a number. A pipe that nobody reads ends the process (SIGPIPE). */
    public void write(Descriptor descriptor, byte[] bytes, int offset, int length) throws ErrnoException {
        transfers.write(descriptor, bytes, offset, length);
    }

    /** Standard input as a stream; unbuffered, so that a child can read on where this left off. */
    public InputStream in() {
        return new Input(this);
    }

    /** Standard output. */
    public Output out() {
        if (out == null) {
            out = new Output(this, 1, false);
        }
        return out;
    }

    /** Flushes standard output if anything was ever written to it. */
    void flushOut() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    /** Standard error, unbuffered. */
    public Output err() {
        if (err == null) {
            err = new Output(this, 2, true);
        }
        return err;
    }

    /** A named pipe was opened in its name before it runs: it waits for the other end first of all. */
    void postpone(FifoOpening opening) {
        postponed.add(opening);
    }

    /** Waits for what was {@link #postpone}d. */
    void settle() {
        postponed.forEach(opening -> opening.settle(this));
        postponed.clear();
    }

    /** Whether it runs on the caller's thread. */
    boolean isCallers() {
        return waiting.isCallers();
    }

    // ---- waiting -------------------------------------------------------------------------------------

    /** Must be called in every loop that might be long: draws on the lab's CPU share and looks at signals. */
    public void step() {
        waiting.step();
    }

    /** So many bytes were stored. */
    void wrote(long bytes) {
        waiting.wrote(bytes);
    }

    /** Processor time used, in nanoseconds. */
    public long cpuNanos() {
        return waiting.cpuNanos();
    }

    /** Waits until one of {@code descriptors} is readable; false if {@code timeout} (null: none) came first. */
    public boolean poll(Duration timeout, Descriptor... descriptors) {
        return await(timeout, () -> Waiting.anyReadable(descriptors), descriptors);
    }

    /**
     * Waits until {@code condition} holds, looking again at each {@link #wake} and each change of {@code descriptors};
     * false if {@code timeout} (null: none), by the lab's clock, came first.
     */
    public boolean await(Duration timeout, BooleanSupplier condition, Descriptor... descriptors) {
        return waiting.await(timeout, condition, descriptors);
    }

    /** Waits for an answer from elsewhere: the network, a daemon. An exceptional one is thrown as it is. */
    public <T> T await(CompletionStage<T> stage) throws IOException {
        return waiting.await(stage);
    }

    /** Sleeps by the lab's clock; signals end it only if they end the process. */
    public void sleep(Duration time) {
        await(time, () -> false);
    }

    /** Makes a waiting process look again. */
    public void wake() {
        waiting.wake();
    }

    // ---- signals -------------------------------------------------------------------------------------

    /** Sends it a signal; permission is the sender's business. */
    public void signal(Signal signal) {
        signals.send(signal);
    }

    /** What a process without a thread does with signals. */
    public void onSignal(Consumer<Signal> newHandler) {
        signals.daemon(newHandler);
    }

    /**
     * Says what a signal does: {@link Disposition#HANDLE} hands it to {@code newHandler} on this process' thread, at its
     * next {@link #step} or wait.
     */
    public void disposition(Signal signal, Disposition disposition, Consumer<Signal> newHandler) {
        signals.disposition(signal, disposition, newHandler);
    }

    /** What a signal does now. */
    public Disposition disposition(Signal signal) {
        return signals.disposition(signal);
    }

    /** Delivers pending signals; one that ends the process unwinds. */
    void checkSignals() {
        signals.check();
    }

    /** True while a signal keeps it stopped. */
    public boolean isStopped() {
        return life.isStopped();
    }

    // ---- life and children ---------------------------------------------------------------------------

    /**
     * A child with copies of everything ({@code fork(2)}), not yet running.
     *
     * @throws ErrnoException {@code EAGAIN} when the lab has as many processes as it may
     */
    public Process fork() throws ErrnoException {
        Process child = host().processes().create(pid());
        child.inherit(this);
        fds.copyTo(child.fds);
        signals.copyTo(child.signals);
        return child;
    }

    /** Begins to run {@code program} on a thread of its own; ends when the program does. */
    public void start(Program program) throws ErrnoException {
        life.start(program);
    }

    /** Runs {@code program} as this process on the caller's thread, to the end or until it is {@link #PARKED}. */
    public void main(Program program) {
        life.main(program);
    }

    /** Lets a {@link #PARKED} process go on with {@code part}, on a thread of its own. */
    public void resume(Program part) {
        life.resume(part);
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

    /** For {@code exec}: what does not survive it. */
    void forgetHandlers() {
        signals.forgetHandlers();
    }

    /** Ends this process from outside its thread: for daemons' entries, and for what could not start. */
    public void finish(WaitStatus end) {
        life.finish(end);
    }

    /** How it ended or that it is stopped; null while it runs. */
    public WaitStatus status() {
        return life.status();
    }

    /** Waits until a child ends, or stops if {@code untraced}; an ended child is gone after that. */
    public WaitStatus waitFor(Process child, boolean untraced) {
        WaitStatus[] result = {null};
        await(null, () -> {
            result[0] = child.life.takeNews(untraced);
            return result[0] != null;
        });
        return result[0];
    }

    /** A child's news since the last look ({@code WNOHANG | WUNTRACED}), if there is any. */
    public Optional<WaitStatus> pollChild(Process child) {
        return Optional.ofNullable(child.life.takeNews(true));
    }

    /** True once after it was continued. */
    public boolean takeContinued() {
        return life.takeContinued();
    }
}
