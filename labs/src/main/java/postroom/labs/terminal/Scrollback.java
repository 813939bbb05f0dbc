package postroom.labs.terminal;

/**
 * The latest output of a terminal, with offsets that count from its beginning: whoever has everything up to some offset
 * gets exactly the rest. Keeps {@value #KEPT} bytes. Not for several threads at a time; {@link Pty} sees to that.
 */
final class Scrollback {
    static final int KEPT = 256 << 10;

    private byte[] ring = new byte[1024];
    private long end;

    long begin() {
        return Math.max(0, end - KEPT);
    }

    long end() {
        return end;
    }

    void add(byte[] bytes, int offset, int length) {
        int from = Math.max(0, length - KEPT);
        end += from;
        grow(end + length - from);
        for (int i = from; i < length; i++) {
            ring[(int) (end++ % ring.length)] = bytes[offset + i];
        }
    }

    /** Grows by doubling, up to the bound: most terminals show a few lines and should cost that much. */
    private void grow(long wanted) {
        if (wanted <= ring.length || ring.length == KEPT) {
            return;
        }
        long size = ring.length;
        while (size < wanted && size < KEPT) {
            size *= 2;
        }
        byte[] larger = new byte[(int) Math.min(size, KEPT)];
        long oldest = Math.max(0, end - ring.length);
        for (long at = oldest; at < end; at++) {
            larger[(int) (at % larger.length)] = ring[(int) (at % ring.length)];
        }
        ring = larger;
    }

    /** Forgets what was added from an offset on. */
    void dropFrom(long offset) {
        if (offset >= begin()) {
            end = Math.min(end, offset);
        }
    }

    byte[] read(long from, int most) {
        if (from < begin() || from >= end) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) Math.min(most, end - from)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ring[(int) ((from + i) % ring.length)];
        }
        return bytes;
    }
}
