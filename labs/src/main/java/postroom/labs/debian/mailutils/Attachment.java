package postroom.labs.debian.mailutils;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import postroom.labs.debian.gnu.Text;

/**
 * Something that is sent along with a letter, or its text.
 *
 * @param id how the list of attachments names it
 * @param name what its type says its name is, or null
 * @param fileName what its disposition says its name is, or null
 * @param inline whether it is to be shown with the letter
 */
record Attachment(
        String id,
        String type,
        String encoding,
        String name,
        String fileName,
        byte[] content,
        boolean skippedIfEmpty,
        boolean inline) {
    /** The encodings that can be asked for. */
    static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary", "base64", "quoted-printable");

    /** The content as it is sent. */
    String encoded() {
        switch (encoding) {
            case "base64":
                return new String(
                        Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(content), StandardCharsets.US_ASCII);
            case "quoted-printable":
                return QuotedPrintable.encode(content);
            default:
                return Text.of(content);
        }
    }
}
