package postroom.labs.host;

import postroom.labs.fs.OpenFile;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** Makes {@code read(2)} and {@code write(2)}, which wait, out of descriptors, which never do. */
final class Transfers {
    /** One try at a descriptor: a count, or {@link Descriptor#NOT_NOW}. */
    private interface Attempt {
        int run() throws ErrnoException;
    }

    private final Process process;

    Transfers(Process process) {
        this.process = process;
    }

    int read(Descriptor descriptor, byte[] buffer, int offset, int length) throws ErrnoException {
        requireForeground(descriptor);
        return waiting(descriptor, () -> descriptor.tryRead(buffer, offset, length));
    }

    /** A background process that reads from its terminal is stopped ({@code SIGTTIN}). */
    private void requireForeground(Descriptor descriptor) {
        Terminal mine = process.terminal().orElse(null);
        if (mine == null || descriptor.terminal().filter(it -> it == mine).isEmpty()) {
            return;
        }
        while (mine.foreground() != 0
                && mine.foreground() != process.group()
                && mine == process.terminal().orElse(null)) {
            process.host().processes().signalGroup(process.group(), Signal.TTIN);
            process.step();
            if (process.disposition(Signal.TTIN) == Process.Disposition.IGNORE) {
                return;
            }
        }
    }

    void write(Descriptor descriptor, byte[] bytes, int offset, int length) throws ErrnoException {
        int done = 0;
        try {
            while (done < length) {
                process.checkSignals();
                int at = done;
                done += waiting(descriptor, () -> descriptor.tryWrite(bytes, offset + at, length - at));
                if (descriptor instanceof OpenFile) {
                    process.wrote(done - at);
                }
            }
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPIPE) {
                process.signal(Signal.PIPE);
                process.checkSignals();
            }
            throw e;
        }
    }

    private int waiting(Descriptor descriptor, Attempt attempt) throws ErrnoException {
        int first = attempt.run();
        if (first != Descriptor.NOT_NOW) {
            return first;
        }
        int[] result = {first};
        ErrnoException[] failure = {null};
        process.await(
                null,
                () -> {
                    try {
                        result[0] = attempt.run();
                    } catch (ErrnoException e) {
                        failure[0] = e;
                    }
                    return failure[0] != null || result[0] != Descriptor.NOT_NOW;
                },
                descriptor);
        if (failure[0] != null) {
            throw failure[0];
        }
        return result[0];
    }
}
