package postroom.labs.host;

import java.util.function.BooleanSupplier;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Pipe;
import postroom.labs.io.TwoWay;

/** {@code open(2)} of a named pipe ({@code fifo(7)}): one end waits for the other, both at once wait for nobody. */
record FifoOpening(Descriptor end, BooleanSupplier met) {
    /** Takes the ends that are wanted. */
    static FifoOpening begin(Pipe pipe, boolean reads, boolean writes) {
        if (reads && writes) {
            return new FifoOpening(new TwoWay(pipe.reader(), pipe.writer()), () -> true);
        }
        if (reads) {
            boolean there = pipe.isWritten(); // it may have written and gone before this end looks again
            long before = pipe.writersEver();
            return new FifoOpening(pipe.reader(), () -> there || pipe.writersEver() > before);
        }
        boolean there = pipe.isRead();
        long before = pipe.readersEver();
        return new FifoOpening(pipe.writer(), () -> there || pipe.readersEver() > before);
    }

    /** Waits for the other end, whose descriptor the process has already. */
    void settle(Process process) {
        process.await(null, met, end);
    }

    /** Waits for the other end; a signal that ends the process gives this one back. */
    Descriptor await(Process process) {
        boolean opened = false;
        try {
            process.await(null, met, end);
            opened = true;
            return end;
        } finally {
            if (!opened) {
                end.close();
            }
        }
    }
}
