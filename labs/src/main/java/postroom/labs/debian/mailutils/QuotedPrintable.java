package postroom.labs.debian.mailutils;

import java.io.ByteArrayOutputStream;
import postroom.labs.debian.gnu.Text;

/** The encoding quoted-printable (RFC 2045 §6.7). */
public final class QuotedPrintable {
    private static final int LONGEST = 75;

    private QuotedPrintable() {}

    /** The bytes that a text stands for. */
    public static byte[] decode(String text) {
        byte[] in = Text.bytes(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '=') {
                out.write(in[i]);
            } else if (i + 1 < in.length && in[i + 1] == '\n') {
                i++;
            } else if (i + 2 < in.length && digit(in[i + 1]) >= 0 && digit(in[i + 2]) >= 0) {
                out.write(16 * digit(in[i + 1]) + digit(in[i + 2]));
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
    }

    private static int digit(byte c) {
        return Character.digit(c, 16);
    }

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xFF;
            boolean atEnd = i + 1 == bytes.length || bytes[i + 1] == '\n';
            boolean plain = c > ' ' && c < 127 && c != '=' || (c == ' ' || c == '\t') && !atEnd;
            String unit = c == '\n' ? "\n" : plain ? String.valueOf((char) c) : String.format("=%02X", c);
            if (c != '\n' && column + unit.length() > LONGEST) {
                out.append("=\n");
                column = 0;
            }
            out.append(unit);
            column = c == '\n' ? 0 : column + unit.length();
        }
        return out.toString();
    }
}
