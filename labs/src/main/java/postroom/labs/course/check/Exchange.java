package postroom.labs.course.check;

import java.time.Instant;

/**
 * One command of an SMTP session and the server's answer to it, as the wire log saw both.
 *
 * @param number counts the exchanges of a lab upwards, over all its sessions
 * @param at when the server answered
 * @param verb the command in capitals, {@code .} for the message that ended with the lone dot
 * @param line the whole command line without its end; empty for a message
 * @param code the reply's three digits
 * @param enhanced the enhanced status code ({@code 2.1.5}), or empty
 * @param text the reply, its lines joined by newlines, without the codes of the first line
 */
public record Exchange(long number, Instant at, String verb, String line, int code, String enhanced, String text) {
    /** The verb under which the content of a message stands. */
    public static final String MESSAGE = ".";

    public boolean isOk() {
        return code / 100 == 2;
    }
}
