package postroom.labs.course.check;

import java.time.Instant;

/**
 * One command of a session and the server's answer to it, as the wire log saw both.
 *
 * @param number counts the exchanges of a lab upwards, over all its sessions
 * @param at when the server answered
 * @param verb the command in capitals, {@code .} for the message that ended with the lone dot; of IMAP's {@code UID
 *     FETCH} the second word
 * @param line the whole command line without its end, secrets masked; empty for a message
 * @param status the reply's three digits; in IMAP {@code OK}, {@code NO}, {@code BAD}, in POP3 {@code OK}, {@code ERR};
 *     empty as long as it has not come
 * @param enhanced SMTP's enhanced status code ({@code 2.1.5}), or empty
 * @param text the reply, its lines joined by newlines; of SMTP without the codes, of IMAP without the tag of the last line
 * @param encrypted whether the command came within TLS
 */
public record Exchange(
        long number,
        Instant at,
        String verb,
        String line,
        String status,
        String enhanced,
        String text,
        boolean encrypted) {
    /** The verb under which the content of a message stands. */
    public static final String MESSAGE = ".";

    /** Whether SMTP's reply is of those that begin with a 2. */
    public boolean isOk() {
        return status.startsWith("2");
    }
}
