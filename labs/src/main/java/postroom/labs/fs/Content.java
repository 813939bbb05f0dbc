package postroom.labs.fs;

/**
 * The bytes of a file: immutable, in chunks of 4 KiB, so that an appended log line does not copy the log.
 *
 * <p>A chunk that is missing is a hole and reads as zeros, and so does what lies behind the end of a short chunk.
 */
final class Content implements Body {
    static final int CHUNK = 4096;
    static final Content EMPTY = new Content(0, IntMap.empty());

    private final long size;
    private final IntMap<byte[]> chunks;

    private Content(long size, IntMap<byte[]> chunks) {
        this.size = size;
        this.chunks = chunks;
    }

    static Content of(byte[] bytes) {
        return EMPTY.write(0, bytes, 0, bytes.length);
    }

    long size() {
        return size;
    }

    /** Bytes that this content holds in memory: holes cost nothing. */
    long stored() {
        return (long) chunks.size() * CHUNK;
    }

    /** Copies bytes from {@code position} on; returns how many, -1 at the end. */
    int read(long position, byte[] to, int offset, int length) {
        if (position >= size) {
            return -1;
        }
        int n = (int) Math.min(length, size - position);
        int done = 0;
        while (done < n) {
            long at = position + done;
            int within = (int) (at % CHUNK);
            int part = Math.min(n - done, CHUNK - within);
            byte[] chunk = chunks.get((int) (at / CHUNK));
            int there = chunk == null ? 0 : Math.max(0, Math.min(part, chunk.length - within));
            if (there > 0) {
                System.arraycopy(chunk, within, to, offset + done, there);
            }
            java.util.Arrays.fill(to, offset + done + there, offset + done + part, (byte) 0);
            done += part;
        }
        return n;
    }

    byte[] bytes() {
        byte[] all = new byte[Math.toIntExact(size)];
        if (all.length > 0) {
            read(0, all, 0, all.length);
        }
        return all;
    }

    Content write(long position, byte[] from, int offset, int length) {
        IntMap<byte[]> map = chunks;
        int done = 0;
        while (done < length) {
            long at = position + done;
            int index = (int) (at / CHUNK);
            int within = (int) (at % CHUNK);
            int part = Math.min(length - done, CHUNK - within);
            byte[] old = map.get(index);
            int keep = old == null ? 0 : old.length;
            byte[] chunk = new byte[Math.max(keep, within + part)];
            if (keep > 0) {
                System.arraycopy(old, 0, chunk, 0, keep);
            }
            System.arraycopy(from, offset + done, chunk, within, part);
            map = map.with(index, chunk);
            done += part;
        }
        return new Content(Math.max(size, position + length), map);
    }

    Content truncate(long newSize) {
        if (newSize >= size) {
            return new Content(newSize, chunks);
        }
        IntMap<byte[]> map = chunks;
        int last = (int) (newSize / CHUNK);
        int within = (int) (newSize % CHUNK);
        if (chunks.size() <= 1 || newSize == 0) {
            map = newSize == 0 ? IntMap.empty() : map;
        } else {
            int chunkCount = (int) ((size + CHUNK - 1) / CHUNK);
            for (int i = within == 0 ? last : last + 1; i < chunkCount; i++) {
                map = map.without(i);
            }
        }
        byte[] edge = map.get(last);
        if (edge != null) {
            map = within == 0
                    ? map.without(last)
                    : map.with(last, java.util.Arrays.copyOf(edge, Math.min(edge.length, within)));
        }
        return new Content(newSize, map);
    }
}
