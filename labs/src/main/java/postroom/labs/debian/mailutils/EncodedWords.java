package postroom.labs.debian.mailutils;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in header fields that are not ASCII (RFC 2047): {@code =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=}. */
public final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,40})\\?([QqBb])\\?([^?\\s]{0,998})\\?=");

    private EncodedWords() {}

    /** The text that is meant; words that cannot be read stay as they are. */
    public static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        boolean previous = false;
        while (matcher.find()) {
            String between = text.substring(at, matcher.start());
            out.append(previous && between.isBlank() ? "" : between);
            try {
                byte[] bytes = matcher.group(2).equalsIgnoreCase("B")
                        ? Base64.getDecoder().decode(matcher.group(3))
                        : quoted(matcher.group(3));
                out.append(new String(bytes, Charset.forName(matcher.group(1))));
                previous = true;
            } catch (IllegalArgumentException neitherCharsetNorBase64) {
                return text;
            }
            at = matcher.end();
        }
        return out.append(text.substring(at)).toString();
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                out.write(' ');
            } else if (c == '=' && i + 2 < text.length() && text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }
}
