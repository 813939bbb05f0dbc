package postroom.labs.debian.xxd;

import java.util.Locale;
import java.util.Map;

/** The forms of {@code xxd}'s dumps. */
final class HexWriter {
    private final Map<String, String> options;
    private final int given;
    private final boolean upper;

    /** {@code columns}: bytes a line, 0 for as many as the form has. */
    HexWriter(Map<String, String> options, int columns) {
        this.options = options;
        this.given = Math.max(columns, 0);
        this.upper = options.containsKey("u");
    }

    private String hex(int b) {
        String text = String.format("%02x", b & 0xFF);
        return upper ? text.toUpperCase(Locale.ROOT) : text;
    }

    StringBuilder plain(byte[] bytes) {
        int columns = given == 0 ? 30 : given;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            out.append(hex(bytes[i])).append((i + 1) % columns == 0 || i == bytes.length - 1 ? "\n" : "");
        }
        return out;
    }

    StringBuilder include(byte[] bytes, String file) {
        int columns = given == 0 ? 12 : given;
        StringBuilder out = new StringBuilder();
        boolean named = !file.equals("-") || options.containsKey("n");
        String name =
                options.getOrDefault("n", file).replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^([0-9])", "__$1");
        name = options.containsKey("C") ? name.toUpperCase(Locale.ROOT) : name;
        out.append(named ? "unsigned char " + name + "[] = {\n" : "");
        for (int i = 0; i < bytes.length; i++) {
            boolean first = i % columns == 0;
            out.append(first ? i == 0 ? "  " : ",\n  " : ", ")
                    .append(upper ? "0X" : "0x")
                    .append(hex(bytes[i]));
        }
        out.append(bytes.length > 0 ? "\n" : "");
        String length = options.containsKey("C") ? "_LEN" : "_len";
        return out.append(named ? "};\nunsigned int " + name + length + " = " + bytes.length + ";\n" : "");
    }

    StringBuilder lines(byte[] bytes, long offset) {
        boolean bits = options.containsKey("b");
        boolean little = options.containsKey("e");
        int columns = given > 0 ? given : bits ? 6 : 16;
        int usual = bits ? 1 : little ? 4 : 2;
        int group = options.containsKey("g") ? (int) parse(options.get("g")) : usual;
        group = group < 1 || group > columns ? columns : group;
        StringBuilder out = new StringBuilder();
        int zeros = 0;
        for (int at = 0; at < bytes.length; at += columns) {
            int n = Math.min(columns, bytes.length - at);
            boolean last = at + columns >= bytes.length;
            boolean empty = options.containsKey("a") && zero(bytes, at, n);
            zeros = empty ? zeros + 1 : 0;
            if (zeros > 1 && !last) {
                out.append(zeros == 2 ? "*\n" : "");
                continue;
            }
            out.append(String.format(options.containsKey("d") ? "%08d: " : "%08x: ", offset + at));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                int place = little ? i / group * group + group - 1 - i % group : i;
                boolean there = place < n;
                String shown =
                        there ? bits ? binary(bytes[at + place]) : hex(bytes[at + place]) : bits ? "        " : "  ";
                out.append(shown).append((i + 1) % group == 0 ? " " : "");
                if (i < n) {
                    int c = bytes[at + i] & 0xFF;
                    text.append(c >= ' ' && c < 0x7F ? (char) c : '.');
                }
            }
            out.append(columns % group == 0 ? " " : "  ").append(text).append('\n');
        }
        return out;
    }

    private static long parse(String text) {
        return text.matches("[0-9]{1,4}") ? Long.parseLong(text) : 0;
    }

    private static boolean zero(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static String binary(byte b) {
        return String.format("%8s", Integer.toBinaryString(b & 0xFF)).replace(' ', '0');
    }
}
