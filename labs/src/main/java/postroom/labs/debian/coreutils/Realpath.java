package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code realpath(1)}: paths without symbolic links and dots. */
final class Realpath extends GnuProgram {
    private static final int MAX_LINKS = 40;

    Realpath() {
        super(
                "emLPqsz",
                "canonicalize-existing",
                "e",
                "canonicalize-missing",
                "m",
                "logical",
                "L",
                "no-symlinks",
                "s",
                "physical",
                "P",
                "quiet",
                "q",
                "relative-base=",
                "base",
                "relative-to=",
                "to",
                "strip",
                "s",
                "zero",
                "z");
    }

    /** Which names may be missing. */
    enum Missing {
        NONE,
        LAST,
        ANY
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        Missing missing = call.has("m") ? Missing.ANY : call.has("e") ? Missing.NONE : Missing.LAST;
        for (String path : call.operands()) {
            try {
                String real = call.has("s") ? normal(call.process().cwd(), path) : resolve(call.files(), path, missing);
                if (call.has("to")) {
                    real = relative(real, resolve(call.files(), call.value("to", ""), missing));
                }
                call.print(real + (call.has("z") ? "\0" : "\n"));
            } catch (ErrnoException e) {
                if (call.has("q")) {
                    call.fail(1);
                } else {
                    call.complain(Quoting.name(path) + ": " + e.getMessage());
                }
            }
        }
        return 0;
    }

    /** A path made absolute, its dots taken out by the text alone. */
    static String normal(String cwd, String path) {
        Deque<String> done = new ArrayDeque<>();
        for (String each : (path.startsWith("/") ? path : cwd + "/" + path).split("/")) {
            if (each.equals("..")) {
                done.pollLast();
            } else if (!each.isEmpty() && !each.equals(".")) {
                done.addLast(each);
            }
        }
        return "/" + String.join("/", done);
    }

    /** The real path, where some names may be missing. */
    static String resolve(FileAccess files, String path, Missing missing) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(Errno.ENOENT);
        }
        Deque<String> todo =
                new ArrayDeque<>(List.of((path.startsWith("/") ? path : files.cwd() + "/" + path).split("/")));
        String at = "";
        int links = 0;
        while (!todo.isEmpty()) {
            String name = todo.removeFirst();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                at = at.isEmpty() ? "" : at.substring(0, at.lastIndexOf('/'));
                continue;
            }
            String next = at + "/" + name;
            Stat stat = lstat(files, next, missing, todo.isEmpty());
            if (stat != null && stat.type() == FileType.SYMLINK) {
                if (++links > MAX_LINKS) {
                    throw new ErrnoException(Errno.ELOOP);
                }
                String target = files.readlink(next);
                List<String> parts = List.of(target.split("/"));
                for (int i = parts.size() - 1; i >= 0; i--) {
                    todo.addFirst(parts.get(i));
                }
                at = target.startsWith("/") ? "" : at;
            } else if (stat != null && !stat.isDirectory() && !todo.isEmpty() && missing != Missing.ANY) {
                throw new ErrnoException(Errno.ENOTDIR);
            } else {
                at = next;
            }
        }
        return at.isEmpty() ? "/" : at;
    }

    private static Stat lstat(FileAccess files, String path, Missing missing, boolean last) throws ErrnoException {
        try {
            return files.lstat(path);
        } catch (ErrnoException e) {
            boolean may = missing == Missing.ANY || missing == Missing.LAST && last && e.errno() == Errno.ENOENT;
            if (!may) {
                throw e;
            }
            return null;
        }
    }

    /** {@code path} as seen from folder {@code from}, both real. */
    static String relative(String path, String from) {
        String[] a = path.equals("/") ? new String[0] : path.substring(1).split("/");
        String[] b = from.equals("/") ? new String[0] : from.substring(1).split("/");
        int common = 0;
        while (common < a.length && common < b.length && a[common].equals(b[common])) {
            common++;
        }
        List<String> parts = new ArrayList<>(java.util.Collections.nCopies(b.length - common, ".."));
        parts.addAll(List.of(a).subList(common, a.length));
        return parts.isEmpty() ? "." : String.join("/", parts);
    }
}
