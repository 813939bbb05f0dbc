package postroom.labs.debian.xxd;

import java.io.ByteArrayOutputStream;

/** The bytes that a dump of {@code xxd} stands for. */
final class HexReader {
    private static final int MAX_SIZE = 64 << 20;

    private HexReader() {}

    /** {@code plain}: without offsets and text. What does not fit is passed over. */
    static byte[] bytes(String dump, boolean plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : dump.split("\n")) {
            String digits = line;
            if (!plain) {
                int colon = line.indexOf(':');
                if (colon < 0 || !line.substring(0, colon).matches("[0-9a-fA-F]{1,7}|0[0-9a-fA-F]{7,15}")) {
                    continue;
                }
                long offset = Long.parseLong(line.substring(0, colon), 16);
                while (out.size() < Math.min(offset, MAX_SIZE)) {
                    out.write(0);
                }
                int text = line.indexOf("  ", colon + 2);
                digits = line.substring(colon + 1, text < 0 ? line.length() : text);
            }
            pairs(digits, out);
        }
        return out.toByteArray();
    }

    private static void pairs(String digits, ByteArrayOutputStream out) {
        int high = -1;
        for (char c : digits.toCharArray()) {
            int digit = Character.digit(c, 16);
            if (digit < 0) {
                high = -1;
            } else if (high < 0) {
                high = digit;
            } else {
                out.write(high * 16 + digit);
                high = -1;
            }
        }
    }
}
