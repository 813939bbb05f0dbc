package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code chmod(1)}: changes permission bits. */
final class Chmod extends GnuProgram {
    private static final int MAX_DEPTH = 256;

    Chmod() {
        super(
                "cfRvrwxXstugoa,+=",
                "changes",
                "c",
                "no-preserve-root",
                "no-preserve-root",
                "preserve-root",
                "preserve-root",
                "quiet",
                "f",
                "recursive",
                "R",
                "reference=",
                "reference",
                "silent",
                "f",
                "verbose",
                "v");
    }

    /** A mode such as {@code -w} looks like an option; it comes first and has no value. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>(process.argv());
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            if (word.equals("--")) {
                break;
            }
            if (word.matches("-[rwxXstugoa,+=][-rwxXstugoa,+=]*")) {
                argv.remove(i);
                argv.add(1, "--");
                argv.add(2, word);
                List<String> options = argv.subList(3, argv.size()).stream()
                        .filter(it -> it.matches("-[cfRv]+|--[a-z-]+"))
                        .toList();
                argv.removeAll(options);
                argv.addAll(1, options);
                return argv;
            }
        }
        return argv;
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> paths = call.operands();
        FileMode mode;
        if (call.has("reference")) {
            String file = call.value("reference", "");
            try {
                int bits = call.files().stat(file).mode();
                mode = new FileMode("0" + Integer.toOctalString(bits) + "    ", bits);
            } catch (ErrnoException e) {
                throw Failure.of(1, "failed to get attributes of " + Quoting.always(file) + ": " + e.getMessage());
            }
        } else {
            call.atLeast(1);
            String text = paths.get(0);
            if (paths.size() == 1) {
                throw Failure.usage("missing operand after " + Quoting.locale(text));
            }
            mode = FileMode.parse(text).orElseThrow(() -> Failure.usage("invalid mode: " + Quoting.locale(text)));
            paths = paths.subList(1, paths.size());
        }
        call.atLeast(1);
        for (String path : paths) {
            change(call, mode, path, 0);
        }
        return 0;
    }

    private static void change(Call call, FileMode mode, String path, int depth) throws IOException {
        call.process().step();
        Stat before;
        try {
            if (depth > 0 && call.files().lstat(path).type() == FileType.SYMLINK) {
                return;
            }
            before = call.files().stat(path);
        } catch (ErrnoException e) {
            quietly(call, "cannot access", path, e);
            return;
        }
        int bits =
                mode.apply(before.mode(), before.isDirectory(), call.process().umask());
        try {
            call.files().chmod(path, bits);
            report(call, path, before.mode(), bits);
            if (call.has("R") && before.isDirectory() && depth < MAX_DEPTH) {
                for (DirectoryEntry each : call.files().list(path)) {
                    change(call, mode, path.endsWith("/") ? path + each.name() : path + "/" + each.name(), depth + 1);
                }
            }
        } catch (ErrnoException e) {
            String what =
                    e.errno() == Errno.EPERM || !call.has("R") ? "changing permissions of" : "cannot read directory";
            quietly(call, what, path, e);
        }
    }

    private static void quietly(Call call, String what, String path, ErrnoException e) throws IOException {
        if (call.has("f")) {
            call.fail(1);
        } else {
            call.cannot(what, path, e);
        }
    }

    private static void report(Call call, String path, int old, int now) throws IOException {
        if (old != now && call.has("v", "c")) {
            call.print("mode of " + Quoting.always(path) + " changed from " + shown(old) + " to " + shown(now) + "\n");
        } else if (call.has("v")) {
            call.print("mode of " + Quoting.always(path) + " retained as " + shown(now) + "\n");
        }
    }

    private static String shown(int mode) {
        return String.format("%04o (%s)", mode, FileMode.letters(mode));
    }
}
