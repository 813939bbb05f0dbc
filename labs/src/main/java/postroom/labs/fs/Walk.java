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

    private final View view;
    private final List<Integer> inos = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Deque<String> todo = new ArrayDeque<>();
    private int links;
    private boolean slash;
    private Last kind = Last.ROOT;

    private Walk(View view) {
        this.view = view;
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
        /** Whether it is, or would be, one of the {@link ComputedFiles}. */
        boolean isComputed() {
            return parent < 0 || ino < 0;
        }

        /** The same after the folder was looked into. */
        Found in(View view) throws ErrnoException {
            if (bytes(name) > MAX_NAME) {
                throw new ErrnoException(Errno.ENAMETOOLONG);
            }
            return new Found(path, parent, name, view.entry(parent, name), slash, last);
        }
    }

    /** Follows {@code path}; the last name may be missing, everything before it must be there. */
    static Found find(View view, String cwd, String path, boolean followLast) throws ErrnoException {
        return begun(view, cwd, path).follow(followLast);
    }

    /**
     * Goes to the folder where {@code path} has its last name, without looking whether that is there: {@link Found#in}
     * does.
     */
    static Found parent(View view, String cwd, String path) throws ErrnoException {
        return begun(view, cwd, path).toParent();
    }

    private static Walk begun(View view, String cwd, String path) throws ErrnoException {
        checkLength(path);
        Walk walk = new Walk(view);
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
            int ino = view.entry(here(), name);
            if (ino == 0) {
                throw new ErrnoException(Errno.ENOENT);
            }
            enter(name, ino);
        }
    }

    /** The folder that the next name is looked up in; it must be one, and may be searched. */
    private int searched() throws ErrnoException {
        Inode folder = inode(here());
        if (folder.type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Permissions.require(folder, view.who(), Permissions.EXECUTE);
        return here();
    }

    /** A process, and its folder in {@code /proc} with it, may end while somebody is on the way through it. */
    private Inode inode(int ino) throws ErrnoException {
        Inode inode = view.inode(ino);
        if (inode == null) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return inode;
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
            int folder = searched();
            String name = todo.pop();
            boolean more = !todo.isEmpty();
            if (!step(folder, name, more || followLast || slash)) {
                return new Found(pathOf(name), here(), name, 0, slash, Last.NAME);
            }
        }
        return arrived();
    }

    /** Goes on by one name; false if it is the last and missing. */
    private boolean step(int folder, String name, boolean follows) throws ErrnoException {
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
        int ino = view.entry(folder, name);
        if (ino == 0) {
            if (todo.isEmpty()) {
                return false;
            }
            throw new ErrnoException(Errno.ENOENT);
        }
        Inode inode = inode(ino);
        if (inode.type() == FileType.SYMLINK && follows) {
            if (todo.isEmpty() && !view.disk().protection().follows(inode(folder), inode, view.who())) {
                throw new ErrnoException(Errno.EACCES);
            }
            String target = view.target(ino, inode);
            if (target != null) {
                jump(target);
                return true;
            }
            ino = view.disk().computed().behind(ino);
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
        if (slash && !view.isFolder(ino)) {
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
