package postroom.labs.course.check;

import java.util.List;

/**
 * A dialogue that a probe has with a server.
 *
 * @param origin where the call comes from
 * @param tls when the connection is encrypted
 * @param lines the client's commands, each sent when the one before is answered; of IMAP without tags
 */
public record ProbeCall(Protocol protocol, Origin origin, int port, Tls tls, List<String> lines) {

    /** When TLS begins. */
    public enum Tls {
        /** Not at all. */
        NONE,
        /** After the protocol's own command for it, before the first of the lines. */
        STARTTLS,
        /** With the first byte. */
        IMPLICIT
    }

    public ProbeCall {
        lines = List.copyOf(lines);
    }
}
