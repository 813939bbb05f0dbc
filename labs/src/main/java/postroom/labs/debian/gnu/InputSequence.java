package postroom.labs.debian.gnu;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import postroom.labs.io.ErrnoException;

/**
 * Several files read one after the other as if they were one, by blocks: what {@code od(1)} and {@code hexdump(1)} do. A file
 * that cannot be read is complained of and passed over.
 */
public final class InputSequence implements AutoCloseable {
    private final Call call;
    private final Complaint complaint;
    private final Deque<String> names;
    private Input current;
    private String name;
    private boolean opened;
    private long left = Long.MAX_VALUE;

    /** Says that a file cannot be read. */
    @FunctionalInterface
    public interface Complaint {
        /** Complains of {@code name}. */
        void about(String name, ErrnoException why) throws IOException;
    }

    /** The files of these names; {@code -} is standard input. */
    public InputSequence(Call call, List<String> names, Complaint complaint) {
        this.call = call;
        this.complaint = complaint;
        this.names = new ArrayDeque<>(names);
    }

    /** Whether a file could be opened, now or before. */
    public boolean open() throws IOException {
        return current() != null || opened;
    }

    /** From here on at most so many bytes are read. */
    public void limit(long bytes) {
        left = bytes;
    }

    private Input current() throws IOException {
        while (current == null && !names.isEmpty()) {
            name = names.poll();
            try {
                current = Input.open(call.process(), name);
                opened = true;
            } catch (ErrnoException e) {
                complaint.about(name, e);
            }
        }
        return current;
    }

    /** The next byte; -1 at the end of the last file. */
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one) < 1 ? -1 : one[0] & 0xFF;
    }

    /** Fills {@code block} as far as there are bytes; the number of them, 0 at the end of the last file. */
    public int read(byte[] block) throws IOException {
        int wanted = (int) Math.min(block.length, left);
        int count = 0;
        while (count < wanted && current() != null) {
            int n;
            try {
                n = current.read(block, count, wanted - count);
            } catch (ErrnoException e) {
                complaint.about(name, e);
                n = -1;
            }
            if (n < 0) {
                close();
            } else {
                count += n;
            }
        }
        left -= count;
        return count;
    }

    /** Passes over bytes; how many there were to pass over. */
    public long skip(long bytes) throws IOException {
        byte[] block = new byte[4096];
        long skipped = 0;
        while (skipped < bytes) {
            byte[] part = bytes - skipped < block.length ? new byte[(int) (bytes - skipped)] : block;
            int n = read(part);
            if (n == 0) {
                break;
            }
            skipped += n;
        }
        return skipped;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
