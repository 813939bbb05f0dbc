package postroom.server.wire;

import java.time.Instant;
import java.util.List;
import postroom.server.Endpoints;
import postroom.server.tls.TlsFacts;

/**
 * Something seen on the wire of one session, or the sense that a server made of it. Events of a session come in order.
 */
public sealed interface WireEvent {

    /** The session's name, the same as in the ports of its protocol. */
    String session();

    /** By the lab's clock. */
    Instant time();

    /** Who spoke. */
    enum Side {
        CLIENT,
        SERVER
    }

    /** A connection was accepted. @param protocol {@code smtp}, {@code imap}, {@code pop3} */
    record Opened(String session, Instant time, String protocol, Endpoints ends) implements WireEvent {
        /** The client's virtual address and port. */
        public String client() {
            return ends.client().toString();
        }

        /** The address and port that the client believes it is talking to. */
        public String server() {
            return ends.server().toString();
        }
    }

    /**
     * One line, without its line end.
     *
     * @param text secrets masked, cut at {@link WireRecorder#MAX_LINE} characters
     * @param encrypted whether it travelled within TLS, so that a wiretap would not have read it
     */
    record Line(String session, Instant time, Side side, String text, boolean encrypted) implements WireEvent {}

    /** Bytes that are not told line by line: the rest of a long message, or what STARTTLS threw away. */
    record Skipped(String session, Instant time, Side side, long bytes, boolean encrypted) implements WireEvent {}

    /** A handshake succeeded; from here a wiretap sees only {@link CipherBytes}. */
    record TlsStarted(String session, Instant time, TlsFacts facts) implements WireEvent {
        /** What was agreed on, as Postfix writes it in its log. */
        public String summary() {
            return facts.summary();
        }
    }

    /**
     * A packet of a session that has begun TLS, as a wiretap sees it.
     *
     * @param head its first {@link WireRecorder#CIPHER_HEAD} bytes, in hexadecimal
     */
    record CipherBytes(String session, Instant time, Side side, int bytes, String head) implements WireEvent {}

    /** Why the server's next reply is a refusal; directly before the reply's lines. */
    record Caused(String session, Instant time, Cause cause) implements WireEvent {}

    /**
     * A command and its answer, told once the answer is known.
     *
     * @param verb in capitals; {@code UNKNOWN} for what is no command
     * @param line the whole line as it was typed, secrets masked
     * @param argument what stands behind the verb
     * @param code the reply's code
     * @param reply the reply's lines without code, with the enhanced status code
     */
    record Command(
            String session, Instant time, String verb, String line, String argument, int code, List<String> reply)
            implements WireEvent {}

    /** A message is in the queue. @param bytes its size with lines ended by CRLF */
    record MessageAccepted(
            String session, Instant time, String queueId, String sender, List<String> recipients, long bytes)
            implements WireEvent {}

    /** The connection is gone. */
    record Closed(String session, Instant time) implements WireEvent {}
}
