package postroom.server.smtp.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The xtext encoding of DSN parameters (RFC 3461 §4): {@code +} and two hexadecimal digits stand for one byte. */
public final class Xtext {

    private static final Pattern UNICODE = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{1,6})}");

    private Xtext() {}

    /** Decodes; nothing when a {@code +} is not followed by two digits. */
    public static Optional<String> decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '+') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
            if (low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    /**
     * Decodes utf-8-addr-xtext (RFC 6533 §3), where {@code \x{4E2D}} stands for one character; nothing when that is
     * malformed.
     */
    public static Optional<String> decodeUnicode(String encoded) {
        Matcher escape = UNICODE.matcher(encoded);
        StringBuilder decoded = new StringBuilder(encoded.length());
        int from = 0;
        while (escape.find()) {
            decoded.append(encoded, from, escape.start());
            int codePoint = Integer.parseInt(escape.group(1), 16);
            if (!Character.isValidCodePoint(codePoint)) {
                return Optional.empty();
            }
            decoded.appendCodePoint(codePoint);
            from = escape.end();
        }
        decoded.append(encoded.substring(from));
        boolean broken = escape.reset().replaceAll("").indexOf('\\') >= 0;
        return broken ? Optional.empty() : Optional.of(decoded.toString());
    }

    /** Whether every character can be printed, as ENVID demands. */
    public static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
