package postroom.labs.debian.dovecot.command;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.mailutils.EncodedWords;
import postroom.labs.debian.mailutils.QuotedPrintable;

/** The text of messages without their encodings. */
final class MessageText {
    private static final Pattern ENCODING =
            Pattern.compile("(?im)^Content-Transfer-Encoding:[ \t]*(\\S{1,40})[ \t]*$");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([^\\s\";]{1,40})");

    private MessageText() {}

    /** A header without encoded words. */
    static String decoded(String header) {
        return EncodedWords.decode(header);
    }

    /** A body without the encoding that its header names. */
    static String body(String header, String body) {
        Matcher encoding = ENCODING.matcher(header);
        byte[] bytes;
        switch (encoding.find() ? encoding.group(1).toLowerCase(Locale.ROOT) : "7bit") {
            case "base64":
                try {
                    bytes = Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IllegalArgumentException broken) {
                    return body;
                }
                break;
            case "quoted-printable":
                bytes = QuotedPrintable.decode(body);
                break;
            default:
                bytes = Text.bytes(body);
        }
        Matcher charset = CHARSET.matcher(header);
        try {
            if (charset.find() && !charset.group(1).toUpperCase(Locale.ROOT).matches("UTF-8|US-ASCII")) {
                return new String(bytes, Charset.forName(charset.group(1)));
            }
        } catch (IllegalArgumentException unknownCharset) {
            return Text.of(bytes);
        }
        return Text.of(bytes);
    }
}
