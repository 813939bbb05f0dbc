package postroom.server.imap.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import postroom.server.message.EncodedWords;
import postroom.server.message.MimePart;

/** The first words of a message (RFC 8970). */
final class Preview {
    private static final int LONGEST = 200;
    private static final int LOOKED_AT = 16_384;

    private Preview() {}

    /** In UTF-8, a char for each byte. */
    static String of(MimePart message) {
        MimePart part = firstText(message);
        if (part == null) {
            return "";
        }
        String text = new String(
                part.decoded(), EncodedWords.charset(part.type().get("charset").orElse("UTF-8")));
        text = text.substring(0, Math.min(LOOKED_AT, text.length()));
        if (part.subtype().equalsIgnoreCase("html")) {
            text = withoutTags(text);
        }
        String words = text.replaceAll("\\s+", " ").strip();
        int end = words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length())));
        return new String(words.substring(0, end).getBytes(UTF_8), ISO_8859_1);
    }

    private static MimePart firstText(MimePart part) {
        if (part.isText()) {
            return part;
        }
        for (MimePart each : part.children()) {
            MimePart found = firstText(each);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String withoutTags(String html) {
        StringBuilder out = new StringBuilder();
        boolean inTag = false;
        for (char c : html.toCharArray()) {
            inTag = c == '<' || inTag && c != '>';
            if (!inTag) {
                out.append(c == '>' ? ' ' : c);
            }
        }
        return out.toString();
    }
}
