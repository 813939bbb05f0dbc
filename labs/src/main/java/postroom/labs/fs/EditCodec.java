package postroom.labs.fs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Edits as bytes and back: the form in which a journal keeps them. */
final class EditCodec {
    private static final byte PUT = 'P';
    private static final byte ENTRY = 'E';
    private static final byte WRITE = 'W';
    private static final byte TRUNCATE = 'T';
    private static final byte DROP = 'D';

    /** More than that is rare enough to let the buffer grow. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private EditCodec() {}

    static byte[] encode(List<Edit> edits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + written(edits));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Edit edit : edits) {
                encode(edit, out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static int written(List<Edit> edits) {
        long bytes = 0;
        for (Edit each : edits) {
            bytes += each instanceof Edit.Write write ? write.bytes().length : 0;
        }
        return (int) Math.min(bytes, MOST_AT_ONCE);
    }

    private static void encode(Edit edit, DataOutputStream out) throws IOException {
        if (edit instanceof Edit.Put put) {
            out.writeByte(PUT);
            out.writeInt(put.ino());
            encode(put.inode(), out);
        } else if (edit instanceof Edit.Entry entry) {
            out.writeByte(ENTRY);
            out.writeInt(entry.directory());
            text(entry.name(), out);
            out.writeInt(entry.ino());
        } else if (edit instanceof Edit.Write write) {
            out.writeByte(WRITE);
            out.writeInt(write.ino());
            out.writeLong(write.position());
            out.writeInt(write.bytes().length);
            out.write(write.bytes());
        } else if (edit instanceof Edit.Truncate truncate) {
            out.writeByte(TRUNCATE);
            out.writeInt(truncate.ino());
            out.writeLong(truncate.size());
        } else if (edit instanceof Edit.Drop drop) {
            out.writeByte(DROP);
            out.writeInt(drop.ino());
        }
    }

    private static void encode(Inode inode, DataOutputStream out) throws IOException {
        out.writeByte(inode.type().ordinal());
        out.writeShort(inode.mode());
        out.writeInt(inode.uid());
        out.writeInt(inode.gid());
        out.writeInt(inode.links());
        out.writeLong(inode.mtime());
        out.writeLong(inode.ctime());
        out.writeLong(inode.atime());
        if (inode.body() instanceof Body.Target target) {
            text(target.path(), out);
        } else if (inode.body() instanceof Body.Device device) {
            out.writeInt(device.major());
            out.writeInt(device.minor());
        }
    }

    static List<Edit> decode(byte[] batch) {
        List<Edit> edits = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(batch))) {
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                edits.add(decode(kind, in));
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException("a batch of the journal ends too early", damaged);
        }
        return edits;
    }

    private static Edit decode(int kind, DataInputStream in) throws IOException {
        switch (kind) {
            case PUT:
                return new Edit.Put(in.readInt(), inode(in));
            case ENTRY:
                return new Edit.Entry(in.readInt(), text(in), in.readInt());
            case WRITE:
                int ino = in.readInt();
                long position = in.readLong();
                return new Edit.Write(ino, position, in.readNBytes(in.readInt()));
            case TRUNCATE:
                return new Edit.Truncate(in.readInt(), in.readLong());
            case DROP:
                return new Edit.Drop(in.readInt());
            default:
                throw new IOException("unknown edit " + kind);
        }
    }

    private static Inode inode(DataInputStream in) throws IOException {
        FileType type = FileType.values()[in.readByte()];
        int mode = in.readUnsignedShort();
        int uid = in.readInt();
        int gid = in.readInt();
        int links = in.readInt();
        long mtime = in.readLong();
        long ctime = in.readLong();
        long atime = in.readLong();
        return new Inode(mode, uid, gid, links, mtime, ctime, atime, body(type, in));
    }

    private static Body body(FileType type, DataInputStream in) throws IOException {
        switch (type) {
            case FILE:
                return Content.EMPTY;
            case DIRECTORY:
                return Names.EMPTY;
            case SYMLINK:
                return new Body.Target(text(in));
            case DEVICE:
                return new Body.Device(in.readInt(), in.readInt());
            case FIFO:
                return Body.Special.FIFO;
            default:
                return Body.Special.SOCKET;
        }
    }

    /** Not {@code writeUTF}: its 64 KiB are enough, but its modified form is nobody's else. */
    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }
}
