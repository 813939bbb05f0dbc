package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code pathchk(1)}: whether names would do, here or on any system. */
final class Pathchk extends GnuProgram {
    private static final String PORTABLE = "/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    private static final int PORTABLE_PATH = 256;
    private static final int PORTABLE_NAME = 14;

    Pathchk() {
        super("pP", "portability", "both");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        for (String each : call.operands()) {
            String complaint = complaint(call, each);
            if (complaint != null) {
                call.complain(complaint);
            }
        }
        return 0;
    }

    private static String complaint(Call call, String path) {
        boolean basic = call.has("p", "both");
        boolean extra = call.has("P", "both");
        String shown = Quoting.always(path);
        if (extra && (path.startsWith("-") || path.contains("/-"))) {
            return "leading '-' in a component of file name " + shown;
        }
        if ((basic || extra) && path.isEmpty()) {
            return "empty file name";
        }
        if (basic) {
            for (int i = 0; i < path.length(); ) {
                int c = path.codePointAt(i);
                if (PORTABLE.indexOf(c) < 0) {
                    return "nonportable character " + Quoting.locale(Character.toString(c)) + " in file name " + shown;
                }
                i += Character.charCount(c);
            }
            if (path.length() >= PORTABLE_PATH) {
                return "limit " + (PORTABLE_PATH - 1) + " exceeded by length " + path.length() + " of file name "
                        + shown;
            }
            for (String each : path.split("/")) {
                if (each.length() > PORTABLE_NAME) {
                    return "limit " + PORTABLE_NAME + " exceeded by length " + each.length()
                            + " of file name component " + Quoting.locale(each);
                }
            }
            return null;
        }
        try {
            call.files().lstat(path);
        } catch (ErrnoException e) {
            boolean only = e.errno() == Errno.ENOENT && !path.isEmpty();
            return only ? null : (path.isEmpty() ? "''" : Quoting.name(path)) + ": " + e.getMessage();
        }
        return Text.bytes(path).length == 0 ? "''" : null;
    }
}
