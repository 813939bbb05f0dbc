package postroom.server.smtp;

import java.util.Optional;
import postroom.server.Peer;
import postroom.server.tls.TlsFacts;

/**
 * What is known of a session right now. A policy may read it from any thread while its answer is pending; at other
 * times the values are the event loop's.
 */
public interface SmtpSession {

    /** Names the session within this JVM. */
    String id();

    Peer client();

    Peer server();

    /** {@code SMTP} until EHLO, then {@code ESMTP}. */
    String protocol();

    /** The argument of the last HELO or EHLO. */
    Optional<String> helo();

    /** The encryption, once a handshake has succeeded. */
    Optional<TlsFacts> tls();

    /** Who has logged in. */
    Optional<Sasl.Login> sasl();

    /** The sender in internal form, from an accepted MAIL FROM until the transaction ends. */
    Optional<String> sender();

    /** The client has sent something before it was its turn. */
    boolean improperPipelining();

    /** Recipients accepted in this transaction. */
    int recipientCount();

    /** The first accepted recipient of this transaction, in internal form. */
    Optional<String> firstRecipient();

    /** Whether MAIL FROM carried SMTPUTF8. */
    boolean smtpUtf8();

    /** The queue id, once a recipient was accepted. */
    Optional<String> queueId();

    /** What log lines say happened last: {@code CONNECT}, {@code MAIL}, {@code UNKNOWN}, {@code END-OF-MESSAGE} ... */
    String where();
}
