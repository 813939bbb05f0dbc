package postroom.server.smtp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import postroom.server.Peer;
import postroom.server.smtp.syntax.EnvelopeAddress;
import postroom.server.tls.TlsFacts;

/** What a session knows: James' session, and the state that {@link SmtpSession} shows to others. */
abstract class SessionState extends SMTPSessionImpl implements SmtpSession {

    private final SmtpTransport transport;
    private String where = "CONNECT";
    private String protocol = "SMTP";
    private Optional<String> helo = Optional.empty();
    private Optional<TlsFacts> tls = Optional.empty();
    private Optional<Sasl.Login> sasl = Optional.empty();
    private MailTransaction transaction = new MailTransaction();

    SessionState(SmtpTransport transport) {
        super(transport, FixedSmtpConfiguration.INSTANCE);
        this.transport = transport;
    }

    /** The name by which log lines know what happened last. */
    void at(String command) {
        where = command;
    }

    void greeted(String name, String withProtocol) {
        helo = Optional.of(name);
        protocol = withProtocol;
    }

    /** As STARTTLS does: the client has to introduce itself again. */
    void forgetHelo() {
        helo = Optional.empty();
    }

    void encryptedBy(TlsFacts facts) {
        tls = Optional.of(facts);
    }

    void loggedIn(Sasl.Login login) {
        sasl = Optional.of(login);
    }

    MailTransaction transaction() {
        return transaction;
    }

    /** Drops the transaction, with a message that is on its way into the queue. */
    void resetTransaction() {
        transaction.abort();
        transaction = new MailTransaction();
    }

    Envelope envelope() {
        MailTransaction t = transaction;
        EnvelopeAddress sender = t.sender.orElseThrow();
        return new Envelope(
                sender.internal(),
                sender.typed(),
                t.recipients,
                t.body,
                t.smtpUtf8,
                t.declaredSize,
                t.ret,
                t.envelopeId,
                t.authSender,
                t.arrival,
                client(),
                server(),
                helo,
                protocol,
                tls,
                sasl);
    }

    @Override
    public void resetState() {
        getState().clear();
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public String id() {
        return transport.getId();
    }

    @Override
    public Peer client() {
        return transport.ends().client();
    }

    @Override
    public Peer server() {
        return transport.ends().server();
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public Optional<String> helo() {
        return helo;
    }

    @Override
    public Optional<TlsFacts> tls() {
        return tls;
    }

    @Override
    public Optional<Sasl.Login> sasl() {
        return sasl;
    }

    @Override
    public Optional<String> sender() {
        return transaction.sender.map(EnvelopeAddress::internal);
    }

    @Override
    public int recipientCount() {
        return transaction.recipients.size();
    }

    @Override
    public Optional<String> firstRecipient() {
        return transaction.recipients.stream().findFirst().map(Recipient::address);
    }

    @Override
    public boolean smtpUtf8() {
        return transaction.smtpUtf8;
    }

    @Override
    public Optional<String> queueId() {
        return transaction.queued.map(MessageSink.Transaction::queueId);
    }

    @Override
    public String where() {
        return where;
    }
}
