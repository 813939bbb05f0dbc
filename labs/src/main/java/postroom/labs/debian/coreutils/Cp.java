package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.ErrnoException;

/** {@code cp(1)}: copies files and folders. */
final class Cp extends GnuProgram {
    Cp() {
        super(
                "abdfHilLnprst:uvxPRS:TZ",
                "archive",
                "a",
                "attributes-only",
                "attributes",
                "suffix=",
                "S",
                "backup==",
                "b",
                "dereference",
                "L",
                "force",
                "f",
                "interactive",
                "i",
                "link",
                "l",
                "no-clobber",
                "n",
                "no-dereference",
                "P",
                "no-target-directory",
                "T",
                "parents",
                "parents",
                "preserve==",
                "preserve",
                "no-preserve=",
                "no-preserve",
                "recursive",
                "r",
                "symbolic-link",
                "s",
                "target-directory=",
                "t",
                "update",
                "u",
                "verbose",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        Destination destination = Destination.of(call);
        Copier copier = new Copier(call, call.has("r", "R", "a"), call.has("a", "p", "preserve"));
        for (String source : destination.sources()) {
            String to = destination.pathOf(source);
            if (call.has("l", "s")) {
                link(call, source, to);
            } else {
                copier.copy(source, to);
            }
        }
        return 0;
    }

    private static void link(Call call, String source, String to) throws IOException {
        try {
            if (call.has("l")) {
                call.files().link(source, to);
            } else {
                call.files().symlink(source, to);
            }
        } catch (ErrnoException e) {
            call.cannot("cannot create " + (call.has("l") ? "hard link" : "symbolic link"), to, e);
        }
    }
}
