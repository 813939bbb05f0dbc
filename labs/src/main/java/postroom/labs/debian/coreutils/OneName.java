package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code link(1)}, {@code unlink(1)}, {@code mkfifo(1)}: one system call each. */
final class OneName extends GnuProgram {
    /** Which of them. */
    enum Verb {
        LINK,
        UNLINK,
        MKFIFO
    }

    private final Verb verb;

    OneName(Verb verb) {
        super(verb == Verb.MKFIFO ? "m:Z" : "", "mode=", "m");
        this.verb = verb;
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        int wanted = verb == Verb.LINK ? 2 : 1;
        if (names.size() < wanted) {
            throw Failure.usage(
                    names.isEmpty() ? "missing operand" : "missing operand after " + Quoting.locale(names.get(0)));
        }
        if (verb != Verb.MKFIFO && names.size() > wanted) {
            throw Failure.usage("extra operand " + Quoting.locale(names.get(wanted)));
        }
        switch (verb) {
            case LINK -> link(call, names.get(0), names.get(1));
            case UNLINK -> unlink(call, names.get(0));
            default -> {
                for (String each : names) {
                    mkfifo(call, each);
                }
            }
        }
        return 0;
    }

    private static void link(Call call, String from, String to) throws IOException {
        try {
            call.files().link(from, to);
        } catch (ErrnoException e) {
            call.complain(
                    "cannot create link " + Quoting.always(to) + " to " + Quoting.always(from) + ": " + e.getMessage());
        }
    }

    private static void unlink(Call call, String path) throws IOException {
        try {
            call.files().unlink(path);
        } catch (ErrnoException e) {
            call.cannot("cannot unlink", path, e);
        }
    }

    private static void mkfifo(Call call, String path) throws IOException {
        try {
            String mode = call.value("m", "666");
            FileMode parsed = FileMode.parse(mode).orElseThrow(() -> Failure.of(1, "invalid mode"));
            call.files().mkfifo(path, 0666);
            if (call.has("m")) {
                call.files().chmod(path, parsed.apply(0666, false, 0));
            }
        } catch (ErrnoException e) {
            call.cannot("cannot create fifo", path, e);
        }
    }
}
