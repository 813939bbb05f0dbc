package postroom.labs.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that loses nothing: a byte that is not part of a character becomes a lone surrogate U+DC80 to U+DCFF, and that
 * becomes the byte again.
 */
public final class Utf8 {
    private Utf8() {}

    /** The stand-in for a byte that is not UTF-8. */
    static char stray(int octet) {
        return (char) (0xDC00 | (octet & 0xFF));
    }

    /** How many bytes the character takes that begins with {@code octet}; 1 if none does. */
    static int length(int octet) {
        int b = octet & 0xFF;
        if (b >= 0xC2 && b < 0xE0) {
            return 2;
        }
        if (b >= 0xE0 && b < 0xF0) {
            return 3;
        }
        return b >= 0xF0 && b < 0xF5 ? 4 : 1;
    }

    static boolean isContinuation(int octet) {
        return (octet & 0xC0) == 0x80;
    }

    /** The text of {@code bytes}. */
    public static String decode(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder(length);
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int n = length(bytes[at]);
            String one = n == 1 && bytes[at] >= 0 ? null : character(bytes, at, Math.min(n, end - at), n);
            if (bytes[at] >= 0) {
                text.append((char) bytes[at++]);
            } else if (one == null) {
                text.append(stray(bytes[at++]));
            } else {
                text.append(one);
                at += n;
            }
        }
        return text.toString();
    }

    /** The one character in {@code bytes}, or null if they are not one. */
    private static String character(byte[] bytes, int at, int there, int needed) {
        if (there < needed || needed == 1) {
            return null;
        }
        String one = new String(bytes, at, needed, StandardCharsets.UTF_8);
        return one.indexOf('\uFFFD') >= 0 || one.codePointCount(0, one.length()) != 1 ? null : one;
    }

    /** The bytes of {@code text}. */
    public static byte[] encode(CharSequence text) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * text.length());
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (c < 0x80) {
                bytes.put((byte) c);
                at++;
            } else if (isStray(text, at)) {
                bytes.put((byte) c);
                at++;
            } else {
                int n = Character.charCount(Character.codePointAt(text, at));
                bytes.put(text.subSequence(at, at + n).toString().getBytes(StandardCharsets.UTF_8));
                at += n;
            }
        }
        byte[] result = new byte[bytes.position()];
        bytes.flip().get(result);
        return result;
    }

    private static boolean isStray(CharSequence text, int at) {
        char c = text.charAt(at);
        return c >= 0xDC80 && c <= 0xDCFF && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
