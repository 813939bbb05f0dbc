package postroom.labs.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import postroom.labs.fs.EditLog;

/**
 * The journal of a lab: every edit of its disk and every change of its daemons, appended before anybody is told. What was
 * acknowledged is there after {@code kill -9}; what was half-written is cut off when the journal is read.
 *
 * <p>A file: the header, then records of length (4 bytes), CRC-32C (4), kind (1) and content. When a journal that is
 * opened has grown beyond {@value #COMPACT_BYTES} bytes, it is written anew as the difference to the base.
 */
final class Journal implements EditLog, AutoCloseable {
    static final int COMPACT_BYTES = 8 << 20;
    private static final int MAX_RECORD = 256 << 20;
    private static final int FRAME = 9;
    private static final byte DISK = 'D';
    private static final byte DAEMON = 'S';
    private static final byte GONE = 'G';
    private static final byte CLOCK = 'C';
    private static final byte ABROAD = 'A';

    private final FileChannel file;
    private final boolean sync;
    private final Object writing = new Object();
    private List<ByteBuffer> queued = new ArrayList<>();
    private volatile IOException failure;

    private Journal(FileChannel file, boolean sync) {
        this.file = file;
        this.sync = sync;
    }

    /** What the records mean to a lab that is being loaded. */
    interface Reader {
        void disk(byte[] batch);

        void daemon(String name, Map<String, byte[]> loaded);

        void gone(String name);

        void clock(Duration ahead);

        void abroad(String key, Optional<byte[]> content);
    }

    /** The first record: which lab this is. */
    record Header(String base, long seed, long image, String world) {}

    /** Begins a new journal in an empty file, or goes on with what is there, which {@code reader} is told. */
    static Journal open(JournalFolder folder, String name, Header header, Reader reader)
            throws IOException, ForeignJournalException {
        FileChannel file = folder.open(name);
        try {
            long size = file.size();
            byte[] head = header(header);
            if (size == 0) {
                writeFully(file, ByteBuffer.wrap(head));
            } else {
                replay(file, head, reader);
            }
            return new Journal(file, folder.sync());
        } catch (IOException | ForeignJournalException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void replay(FileChannel file, byte[] head, Reader reader)
            throws IOException, ForeignJournalException {
        file.position(0);
        ByteBuffer found = ByteBuffer.allocate(head.length);
        readFully(file, found);
        if (!java.util.Arrays.equals(found.array(), head)) {
            throw new ForeignJournalException();
        }
        long good = head.length;
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        while (true) {
            frame.clear();
            if (!readFully(file, frame)) {
                break;
            }
            frame.flip();
            int length = frame.getInt();
            int sum = frame.getInt();
            byte kind = frame.get();
            if (length < 0 || length > MAX_RECORD || length > file.size() - file.position()) {
                break;
            }
            ByteBuffer content = ByteBuffer.allocate(length);
            if (!readFully(file, content) || crc(kind, content.array()) != sum) {
                break;
            }
            tell(kind, content.array(), reader);
            good = file.position();
        }
        file.truncate(good);
        file.position(good);
    }

    private static void tell(byte kind, byte[] content, Reader reader) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        switch (kind) {
            case DISK:
                reader.disk(content);
                break;
            case DAEMON:
                String name = in.readUTF();
                Map<String, byte[]> loaded = new LinkedHashMap<>();
                for (int i = in.readInt(); i > 0; i--) {
                    loaded.put(in.readUTF(), in.readNBytes(in.readInt()));
                }
                reader.daemon(name, loaded);
                break;
            case GONE:
                reader.gone(in.readUTF());
                break;
            case CLOCK:
                reader.clock(Duration.ofMillis(in.readLong()));
                break;
            case ABROAD:
                String key = in.readUTF();
                reader.abroad(key, in.readBoolean() ? Optional.of(in.readAllBytes()) : Optional.empty());
                break;
            default:
                throw new IOException("unknown record " + kind);
        }
    }

    long size() throws IOException {
        return file.size();
    }

    /** A daemon has started or has read its configuration again. */
    void daemon(String name, Map<String, byte[]> loaded) {
        record(DAEMON, out -> {
            out.writeUTF(name);
            out.writeInt(loaded.size());
            for (Map.Entry<String, byte[]> each : loaded.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
        });
        flush();
    }

    /** A daemon has ended. */
    void gone(String name) {
        record(GONE, out -> out.writeUTF(name));
        flush();
    }

    /** The clock was moved. */
    void clock(Duration ahead) {
        record(CLOCK, out -> out.writeLong(ahead.toMillis()));
        flush();
    }

    /** A host of the internet remembers something, or has forgotten it. */
    void abroad(String key, Optional<byte[]> content) {
        record(ABROAD, out -> {
            out.writeUTF(key);
            out.writeBoolean(content.isPresent());
            out.write(content.orElse(new byte[0]));
        });
        flush();
    }

    @Override
    public void append(byte[] batch) {
        queue(DISK, batch);
    }

    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private void record(byte kind, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.write(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        queue(kind, bytes.toByteArray());
    }

    /** The content goes to the file from where it is: who writes much should not make the collector carry it about. */
    private void queue(byte kind, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME)
                .putInt(content.length)
                .putInt(crc(kind, content))
                .put(kind)
                .flip();
        synchronized (this) {
            queued.add(frame);
            queued.add(ByteBuffer.wrap(content));
        }
    }

    /**
     * Writes what is queued; whoever comes meanwhile finds it done.
     *
     * @throws UncheckedIOException when the machine's disk fails: nothing more is acknowledged then
     */
    @Override
    public void flush() {
        synchronized (writing) {
            ByteBuffer[] next;
            synchronized (this) {
                if (queued.isEmpty()) {
                    return;
                }
                next = queued.toArray(ByteBuffer[]::new);
                queued = new ArrayList<>();
            }
            try {
                if (failure != null) {
                    throw failure;
                }
                writeFully(file, next);
                if (sync) {
                    file.force(false);
                }
            } catch (IOException e) {
                failure = e;
                throw new UncheckedIOException("a lab's journal cannot be written", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        file.close();
    }

    private static byte[] header(Header header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write("postroom lab 1\n".getBytes(StandardCharsets.US_ASCII));
        out.writeUTF(header.base());
        out.writeLong(header.seed());
        out.writeLong(header.image());
        out.writeUTF(header.world());
        return bytes.toByteArray();
    }

    private static int crc(byte kind, byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(content);
        return (int) crc.getValue();
    }

    private static void writeFully(FileChannel file, ByteBuffer... parts) throws IOException {
        ByteBuffer last = parts[parts.length - 1];
        while (last.hasRemaining()) {
            file.write(parts);
        }
    }

    private static boolean readFully(FileChannel file, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (file.read(into) < 0) {
                return false;
            }
        }
        return true;
    }
}
