package postroom.server.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Header texts with encoded words (RFC 2047) as the characters they stand for. */
public final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([A-Za-z0-9_.:-]{1,40})(?:\\*[A-Za-z0-9-]{0,40})?\\?([BbQq])\\?([!-~&&[^?]]*)\\?=");

    private EncodedWords() {}

    /** Decodes a value whose chars are bytes; bytes that are no encoded word are read as UTF-8. */
    public static String decode(String value) {
        Matcher matcher = WORD.matcher(value);
        StringBuilder out = new StringBuilder();
        int at = 0;
        boolean afterWord = false;
        while (matcher.find()) {
            String between = value.substring(at, matcher.start());
            if (!afterWord || !between.isBlank()) {
                out.append(utf8(between));
            }
            out.append(word(matcher));
            at = matcher.end();
            afterWord = true;
        }
        return out.append(utf8(value.substring(at))).toString();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    private static String word(Matcher matcher) {
        byte[] text = matcher.group(3).getBytes(ISO_8859_1);
        byte[] bytes = matcher.group(2).equalsIgnoreCase("B")
                ? TransferEncoding.base64(text, 0, text.length)
                : TransferEncoding.quotedPrintable(text, 0, text.length, true);
        return new String(bytes, charset(matcher.group(1)));
    }

    /** A character set by its name; UTF-8 for one that is not known. */
    public static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return UTF_8;
        }
    }
}
