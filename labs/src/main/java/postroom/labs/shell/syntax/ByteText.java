package postroom.labs.shell.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text and back without loss: UTF-8, with each byte that is none kept as a lone low surrogate (U+DC80 to
 * U+DCFF). So {@code $'\xff'} and the output of {@code cat} on a picture survive being shell words.
 */
public final class ByteText {
    private static final int ESCAPE = 0xDC00;

    private ByteText() {}

    /** Text of {@code bytes}. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** Text of a part of {@code bytes}. */
    public static String decode(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder(length);
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int first = bytes[at] & 0xFF;
            if (first < 0x80) {
                text.append((char) first);
                at++;
                continue;
            }
            int size = sequenceLength(bytes, at, end);
            if (size == 0) {
                text.append((char) (ESCAPE + first));
                at++;
            } else {
                text.appendCodePoint(codePoint(bytes, at, size));
                at += size;
            }
        }
        return text.toString();
    }

    /** Bytes of {@code text}. */
    public static byte[] encode(String text) {
        boolean simple = true;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                simple = false;
                break;
            }
        }
        if (simple) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF) {
                out.write(c - ESCAPE);
            } else {
                byte[] bytes = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8);
                out.write(bytes, 0, bytes.length);
            }
        }
        return out.toByteArray();
    }

    private static int sequenceLength(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int size = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 0;
        if (first >= 0xF0 && first < 0xF5) {
            size = 4;
        }
        if (size == 0 || at + size > end) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int point = codePoint(bytes, at, size);
        boolean overlong = size == 3 && point < 0x800 || size == 4 && point < 0x10000;
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return overlong || surrogate || point > Character.MAX_CODE_POINT ? 0 : size;
    }

    private static int codePoint(byte[] bytes, int at, int size) {
        int point = (bytes[at] & 0xFF) & (0xFF >> (size + 1));
        for (int i = 1; i < size; i++) {
            point = point << 6 | bytes[at + i] & 0x3F;
        }
        return point;
    }
}
