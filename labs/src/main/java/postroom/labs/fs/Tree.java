package postroom.labs.fs;

import java.util.ArrayList;
import java.util.List;

/**
 * All files of a disk at one moment: immutable, and cheap to keep (an old tree shares with the new one whatever did not
 * change). Reset, undo, branch and the forks that probes talk to are nothing but an old tree.
 */
public final class Tree {
    static final int ROOT = 2;

    private final IntMap<Inode> inodes;
    private final int next;
    private final long stored;
    private final int image;

    private Tree(IntMap<Inode> inodes, int next, long stored, int image) {
        this.inodes = inodes;
        this.next = next;
        this.stored = stored;
        this.image = image;
    }

    /** A tree with nothing but its root folder (mode 755, root's). */
    public static Tree empty(long now) {
        Inode root = new Inode(0755, 0, 0, 2, now, now, now, Names.EMPTY);
        return new Tree(IntMap.<Inode>empty().with(ROOT, root), ROOT + 9, 0, 0);
    }

    /** The same files as the image of a host: in listings they come before what is made later. */
    public Tree asImage() {
        return new Tree(inodes, next, stored, next);
    }

    /** Whether a file came with the image. */
    boolean inImage(int ino) {
        return ino < image;
    }

    /** How many inodes there are. */
    public int inodes() {
        return inodes.size();
    }

    /** Bytes stored in files, in whole chunks. */
    public long stored() {
        return stored;
    }

    /** A checksum of everything in it: the same for trees that were built the same way. */
    public long fingerprint() {
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(EditCodec.encode(changesSince(empty(0))));
        return crc.getValue();
    }

    Inode inode(int ino) {
        return inodes.get(ino);
    }

    /** The inode number that the next new file gets. */
    int next() {
        return next;
    }

    Tree apply(List<Edit> edits) {
        Tree tree = this;
        for (Edit edit : edits) {
            tree = tree.apply(edit);
        }
        return tree;
    }

    private Tree apply(Edit edit) {
        if (edit instanceof Edit.Put put) {
            Inode old = inodes.get(put.ino());
            Inode now = put.inode();
            if (old != null && (now.body() instanceof Content || now.body() instanceof Names)) {
                now = new Inode(
                        now.mode(),
                        now.uid(),
                        now.gid(),
                        now.links(),
                        now.mtime(),
                        now.ctime(),
                        now.atime(),
                        old.body());
            }
            return with(put.ino(), now);
        } else if (edit instanceof Edit.Entry entry) {
            Inode directory = inodes.get(entry.directory());
            Names names = (Names) directory.body();
            Names changed = entry.ino() == 0 ? names.without(entry.name()) : names.with(entry.name(), entry.ino());
            return with(entry.directory(), bodied(directory, changed));
        } else if (edit instanceof Edit.Write write) {
            Inode file = inodes.get(write.ino());
            Content content = (Content) file.body();
            return with(
                    write.ino(), bodied(file, content.write(write.position(), write.bytes(), 0, write.bytes().length)));
        } else if (edit instanceof Edit.Truncate truncate) {
            Inode file = inodes.get(truncate.ino());
            return with(truncate.ino(), bodied(file, ((Content) file.body()).truncate(truncate.size())));
        }
        int ino = ((Edit.Drop) edit).ino();
        return new Tree(inodes.without(ino), next, stored - storedBy(inodes.get(ino)), image);
    }

    private static Inode bodied(Inode old, Body body) {
        return new Inode(old.mode(), old.uid(), old.gid(), old.links(), old.mtime(), old.ctime(), old.atime(), body);
    }

    private Tree with(int ino, Inode inode) {
        long change = storedBy(inode) - storedBy(inodes.get(ino));
        return new Tree(inodes.with(ino, inode), Math.max(next, ino + 1), stored + change, image);
    }

    private static long storedBy(Inode inode) {
        return inode != null && inode.body() instanceof Content content ? content.stored() : 0;
    }

    /** The edits that make this tree of {@code base}: what a snapshot holds. */
    List<Edit> changesSince(Tree base) {
        List<Edit> edits = new ArrayList<>();
        inodes.forEachChanged(base.inodes, (ino, inode) -> {
            if (inode.links() > 0) {
                edits.add(new Edit.Put(ino, emptied(inode)));
            }
        });
        inodes.forEachChanged(base.inodes, (ino, inode) -> {
            if (inode.links() > 0) {
                bodyChanges(ino, inode, base.inode(ino), edits);
            }
        });
        base.inodes.forEachChanged(inodes, (ino, inode) -> {
            Inode now = inodes.get(ino);
            if (now == null || now.links() == 0) {
                edits.add(new Edit.Drop(ino));
            }
        });
        return edits;
    }

    /** What {@link Edit.Put} carries: an inode with an empty body of its type. */
    static Inode emptied(Inode inode) {
        if (inode.body() instanceof Content) {
            return bodied(inode, Content.EMPTY);
        }
        return inode.body() instanceof Names ? bodied(inode, Names.EMPTY) : inode;
    }

    private static void bodyChanges(int ino, Inode now, Inode before, List<Edit> edits) {
        if (before != null && before.body() == now.body()) {
            return;
        }
        if (now.body() instanceof Content content) {
            if (before != null) {
                edits.add(new Edit.Truncate(ino, 0));
            }
            for (long at = 0; at < content.size(); at += 1 << 20) {
                byte[] part = new byte[(int) Math.min(1 << 20, content.size() - at)];
                content.read(at, part, 0, part.length);
                edits.add(new Edit.Write(ino, at, part));
            }
        } else if (now.body() instanceof Names names) {
            Names old = before == null ? Names.EMPTY : (Names) before.body();
            for (Names.Name each : old.list()) {
                if (names.get(each.name()) == 0) {
                    edits.add(new Edit.Entry(ino, each.name(), 0));
                }
            }
            for (Names.Name each : names.list()) {
                if (old.get(each.name()) != each.ino()) {
                    edits.add(new Edit.Entry(ino, each.name(), each.ino()));
                }
            }
        }
    }
}
