package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** {@code install(1)}: copies files and sets their attributes; makes folders. */
final class Install extends GnuProgram {
    Install() {
        super(
                "bcCdDg:m:o:pst:TvS:",
                "backup==",
                "b",
                "compare",
                "C",
                "directory",
                "d",
                "group=",
                "g",
                "mode=",
                "m",
                "owner=",
                "o",
                "preserve-timestamps",
                "p",
                "strip",
                "s",
                "target-directory=",
                "t",
                "no-target-directory",
                "T",
                "verbose",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        String text = call.value("m", "755");
        FileMode mode = FileMode.parse(text).orElseThrow(() -> Failure.of(1, "invalid mode " + Quoting.locale(text)));
        Accounts accounts = call.process().host().accounts();
        int uid = id(call, "o", name -> accounts.user(name).map(Accounts.User::uid), "user");
        int gid = id(call, "g", name -> accounts.group(name).map(Accounts.Group::gid), "group");
        if (call.has("d")) {
            folders(call, mode, uid, gid);
            return 0;
        }
        Destination destination = Destination.of(call);
        Copier copier = new Copier(call, false, call.has("p"));
        for (String source : destination.sources()) {
            String to = destination.pathOf(source);
            int before = call.status();
            if (call.has("D") && to.lastIndexOf('/') > 0) {
                parents(call, to.substring(0, to.lastIndexOf('/')));
            }
            copier.copy(source, to);
            if (call.status() == before) {
                attributes(call, to, mode, uid, gid);
            }
        }
        return 0;
    }

    private static int id(
            Call call, String option, java.util.function.Function<String, Optional<Integer>> find, String what) {
        String given = call.value(option, null);
        if (given == null) {
            return -1;
        }
        return find.apply(given)
                .or(() -> given.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(given)) : Optional.empty())
                .orElseThrow(() -> Failure.of(1, "invalid " + what + " " + Quoting.always(given)));
    }

    private static void folders(Call call, FileMode mode, int uid, int gid) throws IOException {
        if (call.operands().isEmpty()) {
            throw Failure.usage("missing file operand");
        }
        for (String path : call.operands()) {
            if (parents(call, path)) {
                attributes(call, path, mode, uid, gid);
            }
        }
    }

    private static boolean parents(Call call, String path) throws IOException {
        int slash = 0;
        while (slash >= 0) {
            slash = path.indexOf('/', slash + 1);
            String part = slash < 0 ? path : path.substring(0, slash);
            try {
                if (!part.isEmpty() && !call.files().exists(part)) {
                    call.files().mkdir(part, 0755);
                    if (call.has("v")) {
                        call.print(call.name() + ": creating directory " + Quoting.always(part) + "\n");
                    }
                }
            } catch (ErrnoException e) {
                call.cannot("cannot create directory", path, e);
                return false;
            }
        }
        return true;
    }

    private static void attributes(Call call, String path, FileMode mode, int uid, int gid) throws IOException {
        try {
            if (uid >= 0 || gid >= 0) {
                call.files().chown(path, uid, gid, true);
            }
        } catch (ErrnoException e) {
            call.cannot("cannot change ownership of", path, e);
        }
        call.files().chmod(path, mode.apply(0, call.files().stat(path).isDirectory(), 0));
    }
}
