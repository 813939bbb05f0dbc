package postroom.labs.fs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * The way from a path to an inode ({@code path_resolution(7)}).
 *
 * <p>Limits: 4,096 bytes a path, 255 a name, 40 symbolic links on the way.
 */
final class Walk {
    private static final int MAX_LINKS = 40;
    private static final int MAX_PATH = 4096;
    private static final int MAX_NAME = 255;

    private final Disk disk;
    private final Tree tree;
    private final Credentials who;
    private final List<Integer> inos = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Deque<String> todo = new ArrayDeque<>();
    private int links;
    private boolean slash;
    private Last kind = Last.ROOT;

    private Walk(Disk disk, Tree tree, Credentials who) {
        this.disk = disk;
        this.tree = tree;
        this.who = who;
        inos.add(Tree.ROOT);
    }

    /** What the last piece of a path is; calls that make or remove names want a {@link #NAME}. */
    enum Last {
        NAME,
        DOT,
        DOT_DOT,
        ROOT
    }

    /**
     * Where a path leads.
     *
     * @param path its canonical form
     * @param parent the folder that has, or would have, the last name
     * @param name the last name; empty for the root folder
     * @param ino what the name stands for, or 0 if there is no such name
     * @param slash the path ended in a slash
     * @param last what its last piece was
     */
    record Found(String path, int parent, String name, int ino, boolean slash, Last last) {
        /** The same after the folder was looked into. */
        Found in(Tree tree) throws ErrnoException {
            if (bytes(name) > MAX_NAME) {
                throw new ErrnoException(Errno.ENAMETOOLONG);
            }
            int there = tree.inode(parent).body() instanceof Names entries ? entries.get(name) : 0;
            return new Found(path, parent, name, there, slash, last);
        }
    }

    /** Follows {@code path}; the last name may be missing, everything before it must be there. */
    static Found find(Disk disk, Tree tree, Credentials who, String cwd, String path, boolean followLast)
            throws ErrnoException {
        return begun(disk, tree, who, cwd, path).follow(followLast);
    }

    /**
     * Goes to the folder where {@code path} has its last name, without looking whether that is there: {@link Found#in}
     * does.
     */
    static Found parent(Disk disk, Tree tree, Credentials who, String cwd, String path) throws ErrnoException {
        return begun(disk, tree, who, cwd, path).toParent();
    }

    private static Walk begun(Disk disk, Tree tree, Credentials who, String cwd, String path) throws ErrnoException {
        checkLength(path);
        Walk walk = new Walk(disk, tree, who);
        if (!path.startsWith("/")) {
            walk.push(cwd);
            // The current folder is held open by the process: getting to it asks for no permission.
            walk.enterUnasked();
        }
        walk.slash = path.endsWith("/");
        walk.push(path);
        return walk;
    }

    /** A path as a call may get it: not empty, not too long. */
    static void checkLength(String path) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(Errno.ENOENT);
        }
        if (bytes(path) >= MAX_PATH) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
    }

    /** How many bytes a name has on the disk; a lone surrogate stands for a byte that is no UTF-8. */
    static int bytes(String name) {
        int count = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80) {
                count++;
            } else if (c < 0x800) {
                count += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1))) {
                count += 4;
                i++;
            } else {
                count += Character.isSurrogate(c) ? 1 : 3;
            }
        }
        return count;
    }

    private void push(String path) {
        String[] parts = path.split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty()) {
                todo.push(parts[i]);
            }
        }
    }

    private void enterUnasked() throws ErrnoException {
        while (!todo.isEmpty()) {
            String name = todo.pop();
            int ino = tree.inode(here()).body() instanceof Names entries ? entries.get(name) : 0;
            if (ino == 0) {
                throw new ErrnoException(Errno.ENOENT);
            }
            enter(name, ino);
        }
    }

    /** The folder that the next name is looked up in; it must be one, and may be searched. */
    private Names searched() throws ErrnoException {
        Inode folder = tree.inode(here());
        if (!(folder.body() instanceof Names entries)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Permissions.require(folder, who, Permissions.EXECUTE);
        return entries;
    }

    private Found toParent() throws ErrnoException {
        while (todo.size() > 1) {
            step(searched(), todo.pop(), true);
        }
        if (todo.isEmpty()) {
            return new Found("/", Tree.ROOT, "", Tree.ROOT, slash, Last.ROOT);
        }
        searched();
        String name = todo.pop();
        return new Found(pathOf(name), here(), name, 0, slash, kindOf(name));
    }

    private Found follow(boolean followLast) throws ErrnoException {
        while (!todo.isEmpty()) {
            Names entries = searched();
            String name = todo.pop();
            boolean more = !todo.isEmpty();
            if (!step(entries, name, more || followLast || slash)) {
                return new Found(pathOf(name), here(), name, 0, slash, Last.NAME);
            }
        }
        return arrived();
    }

    /** Goes on by one name; false if it is the last and missing. */
    private boolean step(Names entries, String name, boolean follows) throws ErrnoException {
        kind = kindOf(name);
        if (kind == Last.DOT) {
            return true;
        }
        if (kind == Last.DOT_DOT) {
            leave();
            return true;
        }
        if (bytes(name) > MAX_NAME) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        int ino = entries.get(name);
        if (ino == 0) {
            if (todo.isEmpty()) {
                return false;
            }
            throw new ErrnoException(Errno.ENOENT);
        }
        Inode inode = tree.inode(ino);
        if (inode.body() instanceof Body.Target target && follows) {
            if (todo.isEmpty() && !disk.protection().follows(tree.inode(here()), inode, who)) {
                throw new ErrnoException(Errno.EACCES);
            }
            jump(target.path());
            return true;
        }
        enter(name, ino);
        return true;
    }

    private static Last kindOf(String name) {
        return name.equals(".") ? Last.DOT : name.equals("..") ? Last.DOT_DOT : Last.NAME;
    }

    private void jump(String target) throws ErrnoException {
        if (++links > MAX_LINKS) {
            throw new ErrnoException(Errno.ELOOP);
        }
        if (target.startsWith("/")) {
            inos.subList(1, inos.size()).clear();
            names.clear();
            kind = Last.ROOT;
        }
        slash |= todo.isEmpty() && target.endsWith("/");
        push(target);
    }

    private Found arrived() throws ErrnoException {
        int ino = here();
        if (slash && !(tree.inode(ino).body() instanceof Names)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        String path = "/" + String.join("/", names);
        if (names.isEmpty()) {
            return new Found(path, Tree.ROOT, "", ino, slash, kind);
        }
        return new Found(path, inos.get(inos.size() - 2), names.get(names.size() - 1), ino, slash, kind);
    }

    private void enter(String name, int ino) {
        inos.add(ino);
        names.add(name);
    }

    private void leave() {
        if (!names.isEmpty()) {
            names.remove(names.size() - 1);
            inos.remove(inos.size() - 1);
        }
    }

    private int here() {
        return inos.get(inos.size() - 1);
    }

    private String pathOf(String last) {
        return names.isEmpty() ? "/" + last : "/" + String.join("/", names) + "/" + last;
    }
}
