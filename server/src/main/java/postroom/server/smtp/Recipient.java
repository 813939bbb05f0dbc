package postroom.server.smtp;

import java.util.Optional;
import java.util.Set;

/**
 * One RCPT TO.
 *
 * @param address in internal form: unquoted, {@code carla}, {@code carla@mydomain.net}
 * @param typed as the client wrote it, without its angle brackets; log lines and DSN quote this form
 * @param notifyOn NOTIFY= (RFC 3461 §4.1); empty when the client did not say
 * @param originalRecipient ORCPT= as {@code rfc822;address}, decoded; when the client did not say, {@code rfc822;} and
 *     the typed form, as Postfix makes it up
 */
public record Recipient(String address, String typed, Optional<Set<Notify>> notifyOn, String originalRecipient) {

    /** The values of NOTIFY=. NEVER stands alone. */
    public enum Notify {
        NEVER,
        SUCCESS,
        FAILURE,
        DELAY
    }
}
