package postroom.labs.debian.utillinux;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.ErrnoException;

/** {@code rename.ul(1)}: puts one string for another in the names of files. */
final class Rename extends GnuProgram {
    private static final int NOTHING = 4;

    Rename() {
        super(
                Suite.UTIL_LINUX,
                1,
                "+vsVhnoila",
                "verbose",
                "v",
                "symlink",
                "s",
                "no-act",
                "n",
                "no-overwrite",
                "o",
                "interactive",
                "i",
                "all",
                "a",
                "last",
                "l");
    }

    @Override
    protected String own() {
        return "rename.ul";
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().size() < 3) {
            throw Failure.usage("not enough arguments");
        }
        String from = call.operands().get(0);
        String to = call.operands().get(1);
        int renamed = 0;
        for (String file : call.operands().subList(2, call.operands().size())) {
            try {
                call.files().lstat(file);
            } catch (ErrnoException e) {
                call.complain(file + ": not accessible: " + e.getMessage());
                continue;
            }
            int slash = file.lastIndexOf('/') + 1;
            String base = file.substring(slash);
            String changed = call.has("a") && !from.isEmpty() ? base.replace(from, to) : once(call, base, from, to);
            String target = file.substring(0, slash) + changed;
            if (target.equals(file) || call.has("o") && call.files().exists(target)) {
                continue;
            }
            if (call.has("n") || rename(call, file, target)) {
                renamed++;
                if (call.has("v", "n")) {
                    call.print("`" + file + "' -> `" + target + "'\n");
                }
            }
        }
        return call.status() > 0 ? renamed > 0 ? 2 : 1 : renamed == 0 ? NOTHING : 0;
    }

    private static String once(Call call, String base, String from, String to) {
        int at = call.has("l") ? base.lastIndexOf(from) : base.indexOf(from);
        return at < 0 ? base : base.substring(0, at) + to + base.substring(at + from.length());
    }

    private static boolean rename(Call call, String file, String target) throws IOException {
        try {
            call.files().rename(file, target);
            return true;
        } catch (ErrnoException e) {
            call.complain(file + ": rename to " + target + " failed: " + e.getMessage());
            return false;
        }
    }
}
