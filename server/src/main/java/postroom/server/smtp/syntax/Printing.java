package postroom.server.smtp.syntax;

import java.nio.charset.StandardCharsets;

/** How Postfix makes text from the network fit for logs, replies and headers. */
public final class Printing {

    private static final String BREAKS_HEADERS = " <>()\\\";@";

    private Printing() {}

    /** Control characters become {@code ?}; what lies beyond ASCII stays, as with {@code smtputf8_enable}. */
    public static String printable(String text) {
        return replace(text, "");
    }

    /** A HELO name: also what would break a header or a log line becomes {@code ?}. */
    public static String helo(String name) {
        return replace(name, BREAKS_HEADERS);
    }

    private static String replace(String text, String also) {
        StringBuilder safe = new StringBuilder(text);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (c < ' ' || c == 0x7f || also.indexOf(c) >= 0) {
                safe.setCharAt(i, '?');
            }
        }
        return safe.toString();
    }

    /** C escapes: {@code \r}, {@code \n}, {@code \t}, {@code \\}; other bytes outside printable ASCII in octal. */
    public static String escape(byte[] bytes) {
        StringBuilder escaped = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            int c = b & 0xff;
            int letter = "\007\b\f\n\r\t\013\\".indexOf(c);
            if (letter >= 0) {
                escaped.append('\\').append("abfnrtv\\".charAt(letter));
            } else if (c >= ' ' && c < 0x7f) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\%03o", c));
            }
        }
        return escaped.toString();
    }

    public static String escape(String text) {
        return escape(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first characters of a text. */
    public static String first(int count, String text) {
        return text.length() <= count ? text : text.substring(0, count);
    }
}
