package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalLong;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Open;
import postroom.labs.io.ErrnoException;

/** {@code truncate(1)}: cuts or extends files. */
final class Truncate extends GnuProgram {
    Truncate() {
        super("cor:s:", "no-create", "c", "io-blocks", "o", "reference=", "r", "size=", "s");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (!call.has("s", "r")) {
            throw Failure.usage(
                    "you must specify either " + Quoting.locale("--size") + " or " + Quoting.locale("--reference"));
        }
        if (call.operands().isEmpty()) {
            throw Failure.usage("missing file operand");
        }
        String given = call.value("s", "+0");
        char sign = given.isEmpty() ? 0 : given.charAt(0);
        boolean relative = "+-<>/%".indexOf(sign) >= 0;
        OptionalLong size = Sizes.parse(relative ? given.substring(1) : given);
        if (size.isEmpty()) {
            throw Failure.of(1, "Invalid number: " + Quoting.locale(given));
        }
        for (String path : call.operands()) {
            try {
                if (call.has("c") && !call.files().exists(path)) {
                    continue;
                }
                long base = call.has("r")
                        ? call.files().stat(call.value("r", "")).size()
                        : call.files().exists(path) ? call.files().stat(path).size() : 0;
                call.files()
                        .open(path, EnumSet.of(Open.WRITE, Open.CREATE), 0666)
                        .close();
                call.files().truncate(path, target(sign, base, size.getAsLong(), relative));
            } catch (ErrnoException e) {
                call.complain("cannot open " + Quoting.always(path) + " for writing: " + e.getMessage());
            }
        }
        return 0;
    }

    private static long target(char sign, long base, long size, boolean relative) {
        if (!relative) {
            return size;
        }
        switch (sign) {
            case '+':
                return base + size;
            case '-':
                return Math.max(0, base - size);
            case '<':
                return Math.min(base, size);
            case '>':
                return Math.max(base, size);
            case '/':
                return size == 0 ? base : base / size * size;
            default:
                return size == 0 ? base : (base + size - 1) / size * size;
        }
    }
}
