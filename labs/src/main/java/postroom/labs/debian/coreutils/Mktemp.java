package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.EnumSet;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Open;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code mktemp(1)}: makes a file or folder with a name that nobody else has. */
final class Mktemp extends GnuProgram {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    Mktemp() {
        super("dp:qtuV", "directory", "d", "dry-run", "u", "quiet", "q", "suffix=", "suffix", "tmpdir==", "tmpdir");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().size() > 1) {
            throw Failure.usage("too many templates");
        }
        String template =
                call.operands().isEmpty() ? "tmp.XXXXXXXXXX" : call.operands().get(0);
        int end = template.lastIndexOf('X') + 1;
        int start = end;
        while (start > 0 && template.charAt(start - 1) == 'X') {
            start--;
        }
        if (end - start < 3) {
            throw Failure.of(1, "too few X's in template " + Quoting.locale(template));
        }
        boolean inTmp = call.operands().isEmpty() || call.has("p", "t", "tmpdir");
        String given = call.value("p", call.value("tmpdir", null));
        String folder = given != null && !given.isEmpty()
                ? given
                : call.process().environment().getOrDefault("TMPDIR", "/tmp");
        String suffix = template.substring(end) + call.value("suffix", "");
        String before = (inTmp ? folder + "/" : "") + template.substring(0, start);
        for (int attempt = 0; attempt < 100; attempt++) {
            StringBuilder name = new StringBuilder(before);
            for (int i = start; i < end; i++) {
                name.append(LETTERS.charAt(call.process().host().random().nextInt(LETTERS.length())));
            }
            if (make(call, name.append(suffix).toString(), (inTmp ? folder + "/" : "") + template)) {
                break;
            }
        }
        return 0;
    }

    private static boolean make(Call call, String path, String template) throws IOException {
        try {
            if (call.has("d") && !call.has("u")) {
                call.files().mkdir(path, 0700);
            } else if (!call.has("u")) {
                call.files()
                        .open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                        .close();
            }
            call.print(path + "\n");
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EEXIST) {
                return false;
            }
            if (call.has("q")) {
                call.fail(1);
            } else {
                call.complain("failed to create " + (call.has("d") ? "directory" : "file") + " via template "
                        + Quoting.locale(template) + ": " + e.getMessage());
            }
            return true;
        }
    }
}
