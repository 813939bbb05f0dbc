package postroom.labs.debian.coreutils;

import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Where {@code cp}, {@code mv} and {@code install} put things: the last operand, or {@code -t}.
 *
 * @param folder whether names go into {@code path} rather than becoming it
 */
record Destination(List<String> sources, String path, boolean folder) {

    static Destination of(Call call) {
        List<String> names = call.operands();
        if (names.isEmpty()) {
            throw Failure.usage("missing file operand");
        }
        String into = call.value("t", null);
        if (into != null) {
            requireFolder(call, into, "target directory ");
            return new Destination(names, into, true);
        }
        if (names.size() == 1) {
            throw Failure.usage("missing destination file operand after " + Quoting.always(names.get(0)));
        }
        String last = names.get(names.size() - 1);
        List<String> sources = names.subList(0, names.size() - 1);
        if (call.has("T")) {
            if (names.size() > 2) {
                throw Failure.usage("extra operand " + Quoting.always(names.get(2)));
            }
            return new Destination(sources, last, false);
        }
        if (sources.size() > 1) {
            requireFolder(call, last, "target ");
            return new Destination(sources, last, true);
        }
        return new Destination(sources, last, isFolder(call, last));
    }

    private static boolean isFolder(Call call, String path) {
        try {
            return call.files().stat(path).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private static void requireFolder(Call call, String path, String what) {
        try {
            if (!call.files().stat(path).isDirectory()) {
                throw Failure.of(1, what + Quoting.always(path) + ": " + Errno.ENOTDIR.text());
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, what + Quoting.always(path) + ": " + e.getMessage());
        }
    }

    /** The path that one of the sources gets. */
    String pathOf(String source) {
        if (!folder) {
            return path;
        }
        String bare = source.replaceAll("/+$", "");
        return (path.endsWith("/") ? path : path + "/") + bare.substring(bare.lastIndexOf('/') + 1);
    }
}
