package postroom.server.mailbox;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.Base64;
import java.util.Optional;

/** Mailbox names as IMAP and Maildir folders write them (RFC 3501 §5.1.3). */
public final class ModifiedUtf7 {
    private ModifiedUtf7() {}

    /** Writes a name. */
    public static String encode(String name) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            char c = name.charAt(at);
            if (plain(c)) {
                out.append(c == '&' ? "&-" : c);
                at++;
                continue;
            }
            int end = at;
            while (end < name.length() && !plain(name.charAt(end))) {
                end++;
            }
            String base = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(name.substring(at, end).getBytes(UTF_16BE));
            out.append('&').append(base.replace('/', ',')).append('-');
            at = end;
        }
        return out.toString();
    }

    private static boolean plain(char c) {
        return c >= ' ' && c < 127;
    }

    /** Reads a name; nothing if it is not valid, or not written in the one right way. */
    public static Optional<String> decode(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!plain(c)) {
                return Optional.empty();
            }
            if (c != '&') {
                out.append(c);
                continue;
            }
            int end = text.indexOf('-', i);
            if (end < 0) {
                return Optional.empty();
            }
            if (end == i + 1) {
                out.append('&');
            } else {
                try {
                    byte[] bytes = Base64.getDecoder()
                            .decode(text.substring(i + 1, end).replace(',', '/'));
                    out.append(new String(bytes, UTF_16BE));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
            i = end;
        }
        return encode(out.toString()).equals(text) ? Optional.of(out.toString()) : Optional.empty();
    }
}
