package postroom.labs.host;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The life of a process: it runs, is stopped and goes on, is parked without a thread, ends; and what its parent hears. */
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Process.class);

    private final Process process;
    private final Waiting waiting;
    private final Object running = new Object();
    private volatile boolean parked;
    private volatile boolean stopped;
    private volatile WaitStatus status;
    private volatile boolean statusNews;
    private volatile boolean continuedNews;

    Life(Process process, Waiting waiting) {
        this.process = process;
        this.waiting = waiting;
    }

    boolean hasThread() {
        return waiting.hasThread();
    }

    boolean isParked() {
        return parked;
    }

    boolean isStopped() {
        return stopped;
    }

    WaitStatus status() {
        return status;
    }

    // ---- running -------------------------------------------------------------------------------------

    void start(Program program) throws ErrnoException {
        if (!resume(program)) {
            throw new ErrnoException(Errno.EAGAIN);
        }
    }

    /** Runs {@code part} on a thread of its own; without one the process ends, and this is false. */
    boolean resume(Program part) {
        boolean begun = process.host().workers().run(() -> main(part));
        if (!begun) {
            finish(new WaitStatus.Exited(1));
        }
        return begun;
    }

    void main(Program program) {
        synchronized (running) {
            if (status == null) {
                try {
                    part(program);
                } finally {
                    waiting.leave();
                }
            }
        }
    }

    private void part(Program program) {
        waiting.enter();
        parked = false;
        WaitStatus end;
        try {
            process.checkSignals();
            waiting.settle();
            process.settle();
            int result = runToExit(program);
            if (result == Process.PARKED) {
                waiting.leave();
                parked = true;
                return;
            }
            end = new WaitStatus.Exited(result);
        } catch (Terminated killed) {
            end = new WaitStatus.Signalled(killed.signal());
        } catch (StackOverflowError deep) {
            end = new WaitStatus.Signalled(Signal.SEGV);
        } catch (RuntimeException bug) {
            LOG.error("{} failed", process.title(), bug);
            end = new WaitStatus.Signalled(Signal.ABRT);
        }
        finish(end);
    }

    private int runToExit(Program program) {
        int result;
        try {
            result = program.run(process);
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
            process.flushOut();
            return result == Process.PARKED ? Process.PARKED : result & 0xFF;
        } catch (IOException failed) {
            complain(new IOException("write error: " + failed.getMessage(), failed));
            return result == 0 ? 1 : result & 0xFF;
        }
    }

    private void complain(IOException failed) {
        try {
            process.err().println(process.name() + ": " + failed.getMessage());
        } catch (IOException nowhere) {
            LOG.debug("{} could not say: {}", process.title(), failed.getMessage(), nowhere);
        }
    }

    void finish(WaitStatus end) {
        process.closeFds();
        status = end;
        statusNews = true;
        process.host().processes().ended(process);
        tellParent();
    }

    // ---- stopping ------------------------------------------------------------------------------------

    /** Stays stopped until {@link #goOn}. */
    void stop(Signal signal) {
        stopped = true;
        status = new WaitStatus.Stopped(signal);
        statusNews = true;
        tellParent();
        while (stopped) {
            waiting.park();
        }
        status = null;
    }

    /** Ends {@link #stop}; {@code continued} tells the parent of it. */
    void goOn(boolean continued) {
        boolean was = stopped;
        stopped = false;
        if (was && continued) {
            continuedNews = true;
            tellParent();
        }
    }

    // ---- what the parent hears -----------------------------------------------------------------------

    private void tellParent() {
        Process parent = process.host().processes().find(process.parent()).orElse(null);
        if (parent != null) {
            parent.signal(Signal.CHLD);
        }
    }

    /** What has become of it since the last look, or null; it is reaped if it has ended. */
    synchronized WaitStatus takeNews(boolean untraced) {
        WaitStatus now = status;
        if (now == null || !statusNews || !now.ended() && !untraced) {
            return null;
        }
        statusNews = false;
        if (now.ended()) {
            process.host().processes().reap(process);
        }
        return now;
    }

    synchronized boolean takeContinued() {
        boolean news = continuedNews;
        continuedNews = false;
        return news;
    }
}
