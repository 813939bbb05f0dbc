package postroom.labs.debian.postfix.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text within Postfix has one character a byte, whatever the bytes mean, as Postfix has it: nothing is lost on the way
 * through. At its borders, where others have Unicode, it is taken for UTF-8.
 */
public final class Text {
    private Text() {}

    /** Bytes, one a character. */
    public static String of(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** The bytes of such a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** Such a text as Unicode. */
    public static String toUnicode(String text) {
        return isAscii(text) ? text : new String(bytes(text), UTF_8);
    }

    /** Unicode as such a text. */
    public static String fromUnicode(String unicode) {
        return isAscii(unicode) ? unicode : of(unicode.getBytes(UTF_8));
    }

    /** True if there is no byte above 127. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** The text with {@code ?} for what cannot be printed, as log lines have it. */
    public static String printable(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 127) {
                if (out == null) {
                    out = new StringBuilder(text);
                }
                out.setCharAt(i, '?');
            }
        }
        return out == null ? text : out.toString();
    }
}
