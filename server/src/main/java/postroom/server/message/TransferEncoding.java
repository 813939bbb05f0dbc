package postroom.server.message;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** Takes transfer encodings off (RFC 2045 §6). What is not encoded well is taken as far as it can be read. */
public final class TransferEncoding {
    private TransferEncoding() {}

    /** Whether an encoding is one of the five. */
    public static boolean isKnown(String encoding) {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "7bit", "8bit", "binary", "base64", "quoted-printable" -> true;
            default -> false;
        };
    }

    /** The bytes that an encoded text stands for. */
    static byte[] decode(String encoding, byte[] text, int start, int end) {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "base64" -> base64(text, start, end);
            case "quoted-printable" -> quotedPrintable(text, start, end, false);
            default -> Arrays.copyOfRange(text, start, end);
        };
    }

    static byte[] base64(byte[] text, int start, int end) {
        byte[] kept = new byte[end - start];
        int length = 0;
        for (int i = start; i < end && text[i] != '='; i++) {
            byte c = text[i];
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                kept[length++] = c;
            }
        }
        if (length % 4 == 1) {
            length--;
        }
        return Base64.getDecoder().decode(Arrays.copyOf(kept, length));
    }

    /** @param inWord true for the encoding {@code Q} of encoded words, where an underscore is a blank */
    static byte[] quotedPrintable(byte[] text, int start, int end, boolean inWord) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            byte c = text[i];
            if (c == '_' && inWord) {
                out.write(' ');
            } else if (!inWord && (c == ' ' || c == '\t')) {
                int next = blanks(text, i, end);
                if (next < end && text[next] != '\r' && text[next] != '\n') {
                    out.write(text, i, next - i); // at the end of a line they were added on the way
                }
                i = next - 1;
            } else if (c != '=') {
                out.write(c);
            } else if (isSoftBreak(text, i + 1, end, inWord)) {
                int at = blanks(text, i + 1, end);
                i = text[at] == '\r' && at + 1 < end && text[at + 1] == '\n' ? at + 1 : at;
            } else if (i + 2 < end && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
                out.write(digit(text[i + 1]) * 16 + digit(text[i + 2]));
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }

    private static int blanks(byte[] text, int start, int end) {
        int at = start;
        while (at < end && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isSoftBreak(byte[] text, int start, int end, boolean inWord) {
        int at = inWord ? start : blanks(text, start, end);
        return at < end && (text[at] == '\n' || text[at] == '\r');
    }

    private static int digit(byte c) {
        return Character.digit(c, 16);
    }
}
