package postroom.server.smtp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postroom.server.Peer;
import postroom.server.tls.TlsFacts;

/**
 * Everything about a message but its content (RFC 5321 §2.3.1, RFC 3461, RFC 6531).
 *
 * @param sender in internal form; empty for the null sender
 * @param senderTyped as the client wrote it, without angle brackets
 * @param recipients the accepted ones, in order
 * @param body BODY=
 * @param smtpUtf8 whether MAIL FROM carried SMTPUTF8
 * @param declaredSize SIZE=, in bytes; 0 when not given
 * @param ret RET=
 * @param envelopeId ENVID=, decoded
 * @param authSender AUTH=, as typed; empty also for {@code AUTH=<>}
 * @param arrival when MAIL FROM was accepted, by the lab's clock
 * @param client where the session comes from
 * @param server what the client connected to
 * @param helo the name in HELO or EHLO, if there was one
 * @param protocol {@code SMTP} or {@code ESMTP}, without the S, A and UTF8 that a Received header adds
 * @param tls the session's encryption, if any
 * @param sasl who has logged in, if anybody
 */
public record Envelope(
        String sender,
        String senderTyped,
        List<Recipient> recipients,
        Body body,
        boolean smtpUtf8,
        long declaredSize,
        Optional<Ret> ret,
        Optional<String> envelopeId,
        Optional<String> authSender,
        Instant arrival,
        Peer client,
        Peer server,
        Optional<String> helo,
        String protocol,
        Optional<TlsFacts> tls,
        Optional<Sasl.Login> sasl) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /** BODY= of RFC 6152. */
    public enum Body {
        UNSPECIFIED,
        SEVEN_BIT,
        EIGHT_BIT_MIME
    }

    /** RET= of RFC 3461 §4.3: what a bounce returns. */
    public enum Ret {
        FULL,
        HDRS
    }

    /** The protocol as a Received header names it (RFC 3848): {@code ESMTP}, {@code ESMTPSA}, {@code UTF8SMTPS}. */
    public String withProtocol() {
        String name = smtpUtf8 ? "UTF8SMTP" : protocol;
        boolean extended = protocol.equals("ESMTP");
        return name + (extended && tls.isPresent() ? "S" : "") + (extended && sasl.isPresent() ? "A" : "");
    }
}
