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

    private final Tree tree;
    private final Credentials who;
    private final List<Integer> inos = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int links;

    private Walk(Tree tree, Credentials who) {
        this.tree = tree;
        this.who = who;
        inos.add(Tree.ROOT);
    }

    /**
     * Where a path leads.
     *
     * @param path its canonical form
     * @param parent the folder that has, or would have, the last name
     * @param name the last name; empty for the root folder
     * @param ino what the name stands for, or 0 if there is no such name
     * @param slash the path as given ended in a slash, so it must be a folder
     */
    record Found(String path, int parent, String name, int ino, boolean slash) {}

    /** Follows {@code path}; the last name may be missing, everything before it must be there. */
    static Found find(Tree tree, Credentials who, String cwd, String path, boolean followLast) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(Errno.ENOENT);
        }
        if (path.length() >= MAX_PATH) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        Walk walk = new Walk(tree, who);
        Deque<String> todo = new ArrayDeque<>();
        if (!path.startsWith("/")) {
            push(todo, cwd);
            // The current folder is held open by the process: getting to it asks for no permission.
            walk.enterUnasked(todo);
            todo.clear();
        }
        push(todo, path);
        return walk.follow(todo, followLast, path.endsWith("/"));
    }

    private static void push(Deque<String> todo, String path) {
        String[] parts = path.split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty() && !parts[i].equals(".")) {
                todo.push(parts[i]);
            }
        }
        if (path.endsWith("/.") || path.equals(".")) {
            todo.addLast(".");
        }
    }

    private void enterUnasked(Deque<String> todo) throws ErrnoException {
        for (String name : todo) {
            if (name.equals(".")) {
                continue;
            }
            int ino = tree.inode(here()).body() instanceof Names entries ? entries.get(name) : 0;
            if (ino == 0) {
                throw new ErrnoException(Errno.ENOENT);
            }
            inos.add(ino);
            names.add(name);
        }
    }

    private Found follow(Deque<String> todo, boolean followLast, boolean slash) throws ErrnoException {
        while (!todo.isEmpty()) {
            String name = todo.pop();
            Inode folder = tree.inode(here());
            if (!(folder.body() instanceof Names entries)) {
                throw new ErrnoException(Errno.ENOTDIR);
            }
            Permissions.require(folder, who, Permissions.EXECUTE);
            if (name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                leave();
                continue;
            }
            if (name.length() > MAX_NAME) {
                throw new ErrnoException(Errno.ENAMETOOLONG);
            }
            int ino = entries.get(name);
            if (ino == 0) {
                if (todo.isEmpty()) {
                    return new Found(pathOf(name), here(), name, 0, slash);
                }
                throw new ErrnoException(Errno.ENOENT);
            }
            if (tree.inode(ino).body() instanceof Body.Target target && (followLast || slash || !todo.isEmpty())) {
                jump(target.path(), todo);
                continue;
            }
            inos.add(ino);
            names.add(name);
        }
        return arrived(slash);
    }

    private void jump(String target, Deque<String> todo) throws ErrnoException {
        if (++links > MAX_LINKS) {
            throw new ErrnoException(Errno.ELOOP);
        }
        if (target.startsWith("/")) {
            inos.subList(1, inos.size()).clear();
            names.clear();
        }
        push(todo, target);
    }

    private Found arrived(boolean slash) throws ErrnoException {
        int ino = here();
        if (slash && !(tree.inode(ino).body() instanceof Names)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        String path = "/" + String.join("/", names);
        if (names.isEmpty()) {
            return new Found(path, Tree.ROOT, "", ino, slash);
        }
        return new Found(path, inos.get(inos.size() - 2), names.get(names.size() - 1), ino, slash);
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
