package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;

/** A program that says one line about the host and takes no operands. */
final class Nullary extends GnuProgram {
    private final Saying saying;

    /** Finds out what to say. */
    @FunctionalInterface
    interface Saying {
        String of(Call call) throws IOException;
    }

    Nullary(Saying saying, String... longs) {
        super("", longs);
        this.saying = saying;
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(0);
        call.print(saying.of(call) + "\n");
        return 0;
    }

    /** A lab has one share of the CPU. */
    static String processors(Call call) {
        String ignored = call.value("ignore", "0");
        if (!ignored.matches("[0-9]+")) {
            throw Failure.of(1, "invalid number: " + Quoting.locale(ignored));
        }
        return "1";
    }
}
