package postroom.labs.debian.dovecot.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import postroom.server.message.Header;

/**
 * A message on its way into a mailbox.
 *
 * @param content with LF or CR LF at line ends
 * @param sender of the envelope; empty for {@code <>}, and if nobody said who
 * @param hasSender whether the envelope has one at all
 * @param recipient of the envelope, as it was given last
 * @param original the recipient before anybody rewrote it
 */
public record Letter(byte[] content, String sender, boolean hasSender, String recipient, String original) {
    /** The first field of a name, unfolded. */
    public Optional<String> header(String name) {
        return Header.of(content).first(name);
    }

    /** {@code <id@host>}, or {@code unspecified}; what no log should have in it is replaced. */
    String messageId() {
        return header("Message-ID")
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .orElse("unspecified");
    }

    /** How long it is. */
    public int size() {
        return content.length;
    }

    /** As text, a character a byte. */
    String text() {
        return new String(content, ISO_8859_1);
    }
}
