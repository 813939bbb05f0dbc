package postroom.labs.debian.coreutils;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Doubles;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/**
 * One type of {@code od(1)}: how its bytes become a field.
 *
 * @param kind one of {@code acdfoux}
 * @param size bytes a value
 * @param text whether the characters stand at the line's end ({@code z})
 */
record OdType(char kind, int size, boolean text) {
    private static final String[] NAMES = {
        "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si", "dle",
        "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp"
    };
    private static final int FLOAT_WIDTH = 15;
    private static final int DOUBLE_WIDTH = 24;

    /** The types of a type string: {@code x1z}, {@code dSuL}. */
    static List<OdType> parse(String text) {
        List<OdType> types = new ArrayList<>();
        int i = 0;
        do {
            char kind = i < text.length() ? text.charAt(i) : 0;
            if (kind == 0 || "acdfoux".indexOf(kind) < 0) {
                throw Failure.of(
                        1,
                        "invalid character '" + (kind == 0 ? "" : kind) + "' in type string " + Quoting.locale(text));
            }
            i++;
            int from = i;
            int size = kind == 'f' ? 8 : 4;
            String letters = kind == 'a' || kind == 'c' ? "" : kind == 'f' ? "FD" : "CSIL";
            if (i < text.length() && letters.indexOf(text.charAt(i)) >= 0) {
                size = kind == 'f'
                        ? text.charAt(i) == 'F' ? 4 : 8
                        : new int[] {1, 2, 4, 8}[letters.indexOf(text.charAt(i))];
                i++;
            } else if (!letters.isEmpty()) {
                while (i < text.length() && Character.isDigit(text.charAt(i))) {
                    i++;
                }
                size = from == i ? size : size(text, kind, text.substring(from, i));
            }
            boolean shown = i < text.length() && text.charAt(i) == 'z';
            i += shown ? 1 : 0;
            types.add(new OdType(kind, letters.isEmpty() ? 1 : size, shown));
        } while (i < text.length());
        return types;
    }

    private static int size(String text, char kind, String digits) {
        boolean known = kind == 'f' ? digits.matches("0*[48]") : digits.matches("0*[1248]");
        if (!known) {
            throw Failure.of(
                    1,
                    "invalid type string " + Quoting.locale(text) + ";\nthis system doesn't provide a " + digits
                            + "-byte " + (kind == 'f' ? "floating point" : "integral") + " type");
        }
        return Integer.parseInt(digits);
    }

    /** Columns of a field, without the blank before it. */
    int width() {
        int bits = size * 8;
        return switch (kind) {
            case 'o' -> (bits + 2) / 3;
            case 'x' -> bits / 4;
            case 'd' -> Long.toString(-(1L << bits - 1)).length();
            case 'u' ->
                Long.toUnsignedString(bits == 64 ? -1L : (1L << bits) - 1).length();
            case 'f' -> size == 4 ? FLOAT_WIDTH : DOUBLE_WIDTH;
            default -> 3;
        };
    }

    /**
     * The fields of a block.
     *
     * @param n how many of the block's bytes there are
     * @param width columns of a whole block, in all types the same
     */
    String line(byte[] block, int n, int width, boolean big) {
        int fields = block.length / size;
        int blank = (block.length - n) / size;
        int pad = width - width() * fields;
        StringBuilder out = new StringBuilder();
        int remaining = pad;
        for (int i = fields; i > blank; i--) {
            int next = pad * (i - 1) / fields;
            String field = field(block, (fields - i) * size, n, big);
            out.append(" ".repeat(Math.max(0, width() + remaining - next - field.length())))
                    .append(field);
            remaining = next;
        }
        if (text) {
            out.append(" ".repeat(blank * width() + pad * blank / fields)).append("  >");
            for (int i = 0; i < n; i++) {
                out.append(block[i] >= 32 && block[i] < 127 ? (char) block[i] : '.');
            }
            out.append('<');
        }
        return out.toString();
    }

    private String field(byte[] bytes, int at, int n, boolean big) {
        int b = bytes[at] & 0xFF;
        switch (kind) {
            case 'a':
                return (b & 127) <= 32 ? NAMES[b & 127] : (b & 127) == 127 ? "del" : String.valueOf((char) (b & 127));
            case 'c':
                return character(b);
            default:
                break;
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            int place = at + (big ? i : size - 1 - i);
            value = value << 8 | (place < n ? bytes[place] & 0xFF : 0);
        }
        String digits = switch (kind) {
            case 'o' -> Long.toOctalString(value);
            case 'x' -> Long.toHexString(value);
            case 'u' -> Long.toUnsignedString(value);
            case 'f' ->
                size == 4 ? shortest(Float.intBitsToFloat((int) value)) : shortest(Double.longBitsToDouble(value));
            default -> Long.toString(size == 8 ? value : value << 64 - 8 * size >> 64 - 8 * size);
        };
        boolean zeros = kind == 'o' || kind == 'x';
        return zeros ? "0".repeat(Math.max(0, width() - digits.length())) + digits : digits;
    }

    private static String character(int b) {
        int known = "\0\u0007\b\f\n\r\t\u000b".indexOf(b);
        return known >= 0
                ? "\\" + "0abfnrtv".charAt(known)
                : b >= 32 && b < 127 ? String.valueOf((char) b) : String.format("%03o", b);
    }

    /** The fewest digits that read give the same number again (gnulib's {@code ftoastr}). */
    private static String shortest(float value) {
        int least = Math.abs(value) < Float.MIN_NORMAL ? 1 : 6;
        String text = "";
        for (int digits = least; digits <= 9; digits++) {
            text = Doubles.format('g', "", digits, value);
            if (!Float.isFinite(value) || Float.parseFloat(text) == value) {
                break;
            }
        }
        return text;
    }

    private static String shortest(double value) {
        int least = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15;
        String text = "";
        for (int digits = least; digits <= 17; digits++) {
            text = Doubles.format('g', "", digits, value);
            if (!Double.isFinite(value) || Double.parseDouble(text) == value) {
                break;
            }
        }
        return text;
    }
}
