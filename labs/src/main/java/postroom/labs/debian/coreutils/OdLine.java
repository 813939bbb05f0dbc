package postroom.labs.debian.coreutils;

import java.util.List;

/** One line of {@code od(1)} in one of its types. */
final class OdLine {
    private static final String[] NAMES = {
        "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si", "dle",
        "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp"
    };

    private OdLine() {}

    static String of(String type, byte[] bytes, int width, List<String> types) {
        int size = size(type);
        int cell =
                types.stream().mapToInt(it -> cells(it) * size / size(it)).max().orElse(4);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i += size) {
            String text = text(type, bytes, i, size);
            out.append(" ".repeat(Math.max(1, cell - text.length()))).append(text);
        }
        if (type.endsWith("z")) {
            int missing = (width - bytes.length) / size * cell;
            out.append(" ".repeat(missing)).append("  >");
            for (byte b : bytes) {
                out.append(b >= 32 && b < 127 ? (char) b : '.');
            }
            out.append('<');
        }
        return out.toString();
    }

    private static int size(String type) {
        char kind = type.charAt(0);
        if (kind == 'a' || kind == 'c') {
            return 1;
        }
        char given = type.length() > 1 ? type.charAt(1) : '4';
        return switch (given) {
            case '1', 'C' -> 1;
            case '2', 'S' -> 2;
            case '8', 'L' -> 8;
            default -> 4;
        };
    }

    /** The width of a value with the blank before it. */
    private static int cells(String type) {
        int bits = size(type) * 8;
        return switch (type.charAt(0)) {
            case 'o' -> (bits + 2) / 3 + 1;
            case 'x' -> bits / 4 + 1;
            case 'd' -> Long.toString(-(1L << bits - 1)).length() + 1;
            case 'u' ->
                Long.toUnsignedString(bits == 64 ? -1L : (1L << bits) - 1).length() + 1;
            default -> 4;
        };
    }

    private static String text(String type, byte[] bytes, int at, int size) {
        int b = bytes[at] & 0xFF;
        switch (type.charAt(0)) {
            case 'a':
                return (b & 127) <= 32 ? NAMES[b & 127] : (b & 127) == 127 ? "del" : String.valueOf((char) (b & 127));
            case 'c': {
                int known = "\0\u0007\b\f\n\r\t\u000b".indexOf(b);
                return known >= 0
                        ? "\\" + "0abfnrtv".charAt(known)
                        : b >= 32 && b < 127 ? String.valueOf((char) b) : String.format("%03o", b);
            }
            default:
                break;
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | (at + i < bytes.length ? bytes[at + i] & 0xFF : 0);
        }
        String digits = switch (type.charAt(0)) {
            case 'o' -> Long.toOctalString(value);
            case 'x' -> Long.toHexString(value);
            case 'u' -> Long.toUnsignedString(value);
            default -> Long.toString(size == 8 ? value : value << 64 - 8 * size >> 64 - 8 * size);
        };
        boolean zeros = "ox".indexOf(type.charAt(0)) >= 0;
        return zeros ? "0".repeat(Math.max(0, cells(type) - 1 - digits.length())) + digits : digits;
    }
}
