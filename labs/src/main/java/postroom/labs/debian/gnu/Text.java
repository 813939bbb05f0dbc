package postroom.labs.debian.gnu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text and back without loss: UTF-8, in which a byte that does not fit becomes the lone surrogate U+DC80 to
 * U+DCFF, as in Python's {@code surrogateescape}. So a binary file passes through {@code sed} unharmed.
 */
public final class Text {
    private static final char ESCAPE = '\uDC00';

    private Text() {}

    /** The text of some bytes. */
    public static String of(byte[] bytes, int offset, int length) {
        if (isAscii(bytes, offset, length)) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer out = CharBuffer.allocate(length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xFF)));
            }
        }
    }

    /** The text of all bytes. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes that {@link #of} made this text of. */
    public static byte[] bytes(String text) {
        try {
            ByteBuffer plain = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] result = new byte[plain.remaining()];
            plain.get(result);
            return result;
        } catch (CharacterCodingException hasEscapes) {
            return escapedBytes(text);
        }
    }

    private static byte[] escapedBytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            if (point >= ESCAPE && point <= ESCAPE + 0xFF) {
                out.write(point - ESCAPE);
            } else {
                out.writeBytes(new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8));
            }
            i += Character.charCount(point);
        }
        return out.toByteArray();
    }

    /**
     * How many columns the text takes by glibc's {@code wcwidth(3)}, by which these programs reckon; the browser's terminal
     * has its own mind about emoji ({@link postroom.labs.terminal.CharWidth}).
     */
    public static int width(String text) {
        int width = 0;
        for (int point : text.codePoints().toArray()) {
            boolean wide = point >= 0x1100
                    && (point <= 0x115F
                            || point >= 0x2E80 && point <= 0xA4CF
                            || point >= 0xAC00 && point <= 0xD7A3
                            || point >= 0xF900 && point <= 0xFAFF
                            || point >= 0xFE30 && point <= 0xFE6F
                            || point >= 0xFF00 && point <= 0xFF60
                            || point >= 0x1F300 && point <= 0x1F9FF
                            || point >= 0x20000 && point <= 0x3FFFD);
            boolean none = Character.getType(point) == Character.NON_SPACING_MARK;
            width += none ? 0 : wide ? 2 : 1;
        }
        return width;
    }
}
