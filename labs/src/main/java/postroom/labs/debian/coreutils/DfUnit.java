package postroom.labs.debian.coreutils;

import java.util.OptionalLong;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;

/**
 * In what {@code df} counts.
 *
 * @param size bytes of a block; 0 for numbers with letters
 * @param base of the letters: 1024 or 1000
 * @param suffix behind each number
 */
record DfUnit(long size, int base, String suffix) {
    private static final String LETTERS = "KMGTPE";

    static DfUnit of(Call call) {
        DfUnit unit = new DfUnit(1024, 1024, "");
        for (var each : call.options()) {
            unit = switch (each.key()) {
                case "h" -> new DfUnit(0, 1024, "");
                case "H" -> new DfUnit(0, 1000, "");
                case "k" -> new DfUnit(1024, 1024, "");
                case "m" -> new DfUnit(1 << 20, 1024, "");
                case "B" -> parse(each.value());
                default -> unit;
            };
        }
        return unit;
    }

    private static DfUnit parse(String text) {
        boolean bare = !text.isEmpty() && !Character.isDigit(text.charAt(0));
        OptionalLong size = Sizes.parse(bare ? "1" + text : text);
        if (size.isEmpty() || size.getAsLong() == 0 || text.equals("b")) {
            throw Failure.of(1, "invalid -B argument '" + text + "'");
        }
        return new DfUnit(size.getAsLong(), 1024, bare ? text : "");
    }

    /** The title of the column of sizes. */
    String title(boolean portable) {
        if (size == 0) {
            return "Size";
        }
        if (portable) {
            return size + "-blocks";
        }
        int base1000 = size % 1024 != 0 && size % 1000 == 0 ? 1000 : 1024;
        long rest = size;
        int unit = -1;
        while (rest % base1000 == 0 && unit < LETTERS.length() - 1) {
            rest /= base1000;
            unit++;
        }
        String letter = unit < 0
                ? "B"
                : base1000 == 1000 ? (unit == 0 ? "k" : LETTERS.charAt(unit)) + "B" : "" + LETTERS.charAt(unit);
        return rest + letter + "-blocks";
    }

    /** A number of bytes in it, rounded up. */
    String show(long bytes) {
        return size == 0 ? Sizes.human(bytes, base) : (bytes + size - 1) / size + suffix;
    }
}
