package postroom.labs.debian.postfix.smtpd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import postroom.labs.host.Host;
import postroom.labs.net.Network;
import postroom.server.Peer;
import postroom.server.smtp.Envelope;
import postroom.server.smtp.MessageSink;
import postroom.server.smtp.Recipient;
import postroom.server.smtp.Reply;
import postroom.server.smtp.Sasl;
import postroom.server.smtp.SmtpSession;
import postroom.server.smtp.Verdict;
import postroom.server.smtp.syntax.EnvelopeAddress;
import postroom.server.tls.TlsFacts;

/** A session that nobody has connected to: asks an {@link SmtpdSession} what each command of a row comes to. */
final class TableSession implements SmtpSession {
    private final Host host;
    private final Peer client;
    private final StringBuilder message = new StringBuilder();
    private final List<Recipient> recipients = new ArrayList<>();
    private SmtpdSession smtpd;
    private String name;
    private String protocol = "SMTP";
    private String where = "CONNECT";
    private String helo;
    private String sender;
    private MessageSink.Transaction transaction;
    private boolean inData;
    private boolean denied;

    TableSession(Host host, String address) {
        this.host = host;
        this.client = new Peer(Network.address(address), 12345);
    }

    void serve(SmtpdSession by, Client as) {
        smtpd = by;
        name = as.toString();
    }

    /** What the client reads first. */
    String connect() {
        Reply refused = refused(smtpd.client());
        denied = refused != null;
        return denied ? refused.toString() : "220 ";
    }

    /** The last line of the reply; null for a line of a message. */
    String say(String line) {
        if (inData) {
            return content(line);
        }
        String verb = line.replaceFirst("[ :].*", "").toUpperCase(java.util.Locale.ROOT);
        String argument = line.length() > verb.length() ? line.substring(verb.length() + 1) : "";
        where = verb;
        if (denied && !verb.equals("QUIT")) {
            return "503 5.7.0 Error: access denied for " + name;
        }
        return switch (verb) {
            case "HELO", "EHLO" -> hello(verb, argument);
            case "MAIL" -> mail(argument.substring("FROM:".length()));
            case "RCPT" -> recipient(argument.substring("TO:".length()));
            case "DATA" -> data();
            case "RSET" -> reset();
            case "VRFY" -> {
                Reply refused = refused(smtpd.verify(argument));
                yield refused == null ? "252 2.0.0 " + argument : refused.toString();
            }
            case "ETRN" -> wait(smtpd.etrn(argument)).toString();
            case "QUIT" -> "221 2.0.0 Bye";
            default -> throw new IllegalArgumentException(line);
        };
    }

    private String hello(String verb, String name) {
        Reply refused = refused(smtpd.helo(name));
        if (refused != null) {
            return refused.toString();
        }
        helo = name;
        protocol = verb.equals("EHLO") ? "ESMTP" : "SMTP";
        return verb.equals("EHLO") ? "250 CHUNKING" : "250 myserver.mydomain.net";
    }

    private String mail(String word) {
        String internal =
                EnvelopeAddress.parse(word, false, false).orElseThrow().internal();
        Reply refused = refused(smtpd.mail(internal));
        if (refused != null) {
            return refused.toString();
        }
        sender = internal;
        return "250 2.1.0 Ok";
    }

    private String recipient(String word) {
        if (sender == null) {
            return "503 5.5.1 Error: need MAIL command";
        }
        EnvelopeAddress address = EnvelopeAddress.parse(word, false, false).orElseThrow();
        Recipient recipient =
                new Recipient(address.internal(), address.typed(), Optional.empty(), "rfc822;" + address.typed());
        Reply refused = refused(smtpd.recipient(recipient));
        if (refused != null) {
            return refused.toString();
        }
        recipients.add(recipient);
        if (transaction == null) {
            transaction = wait(smtpd.sink().begin(envelope()));
        }
        return "250 2.1.5 Ok";
    }

    private String data() {
        if (recipients.isEmpty()) {
            return sender == null ? "503 5.5.1 Error: need RCPT command" : "554 5.5.1 Error: no valid recipients";
        }
        Reply refused = refused(smtpd.data());
        if (refused != null) {
            return refused.toString();
        }
        wait(transaction.content(envelope()));
        inData = true;
        return "354 End data with <CR><LF>.<CR><LF>";
    }

    private String content(String line) {
        if (!line.equals(".")) {
            message.append(line).append('\n');
            return null;
        }
        inData = false;
        where = "END-OF-MESSAGE";
        Reply refused = refused(smtpd.endOfData(message.length()));
        if (refused != null) {
            reset();
            return refused.toString();
        }
        wait(transaction.write(message.toString().getBytes(ISO_8859_1)));
        MessageSink.Outcome outcome = wait(transaction.commit());
        transaction = null;
        reset();
        return outcome instanceof MessageSink.Outcome.Refused why
                ? why.reply().toString()
                : "250 2.0.0 Ok: queued as ID";
    }

    private String reset() {
        if (transaction != null) {
            transaction.abort();
        }
        transaction = null;
        sender = null;
        recipients.clear();
        message.setLength(0);
        return "250 2.0.0 Ok";
    }

    private Envelope envelope() {
        return new Envelope(
                sender,
                sender,
                recipients,
                Envelope.Body.UNSPECIFIED,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                client(),
                server(),
                helo(),
                protocol,
                tls(),
                sasl());
    }

    private Reply refused(CompletionStage<Verdict> verdict) {
        return wait(verdict) instanceof Verdict.Refuse refusal ? refusal.reply() : null;
    }

    /** Time goes on when something waits for it. */
    private <T> T wait(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        for (int i = 0; i < 20 && !future.isDone(); i++) {
            host.timers().jump();
            try {
                return future.get(200, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException notYet) {
                continue;
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e);
            }
        }
        return future.join();
    }

    @Override
    public String id() {
        return "row";
    }

    @Override
    public Peer client() {
        return client;
    }

    @Override
    public Peer server() {
        return new Peer(Network.address("127.0.0.1"), 25);
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public Optional<String> helo() {
        return Optional.ofNullable(helo);
    }

    @Override
    public Optional<TlsFacts> tls() {
        return Optional.empty();
    }

    @Override
    public Optional<Sasl.Login> sasl() {
        return Optional.empty();
    }

    @Override
    public Optional<String> sender() {
        return Optional.ofNullable(sender);
    }

    @Override
    public boolean improperPipelining() {
        return false;
    }

    @Override
    public int recipientCount() {
        return recipients.size();
    }

    @Override
    public Optional<String> firstRecipient() {
        return recipients.stream().findFirst().map(Recipient::address);
    }

    @Override
    public boolean smtpUtf8() {
        return false;
    }

    @Override
    public Optional<String> queueId() {
        return Optional.ofNullable(transaction).map(MessageSink.Transaction::queueId);
    }

    @Override
    public String where() {
        return where;
    }
}
