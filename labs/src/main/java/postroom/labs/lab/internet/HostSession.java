package postroom.labs.lab.internet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import postroom.server.smtp.Envelope;
import postroom.server.smtp.MessageSink;
import postroom.server.smtp.Recipient;
import postroom.server.smtp.Reply;
import postroom.server.smtp.SmtpPolicy;
import postroom.server.smtp.SmtpSession;
import postroom.server.smtp.Verdict;

/** One SMTP session with a mail host of the internet. What it decides, it decides on the lab's serial executor. */
final class HostSession implements SmtpPolicy, MessageSink {
    private static final int MOST_KEPT = 256 << 10;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(6);

    private final MailHost host;
    private final SmtpSession session;

    HostSession(MailHost host, SmtpSession session) {
        this.host = host;
        this.session = session;
    }

    private <T> CompletionStage<T> onSerial(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, host.lab().serial());
    }

    private Manner manner(String recipient) {
        return host.plan().manner(session.client().host(), recipient);
    }

    @Override
    public CompletionStage<Verdict> recipient(Recipient recipient) {
        Manner manner = manner(recipient.address());
        if (manner instanceof Manner.Refuse refuse) {
            return refused(refuse.reply(), recipient);
        }
        if (manner instanceof Manner.Greylist greylist) {
            return onSerial(() -> greylisted(greylist.seconds(), recipient));
        }
        return manner instanceof Manner.Silent ? silence() : Verdict.accepted();
    }

    private CompletionStage<Verdict> refused(String reply, Recipient recipient) {
        String text = reply.replace("%r", recipient.typed())
                .replace("%c", session.client().host());
        return CompletableFuture.completedFuture(Verdict.refuse(Reply.parse(text)));
    }

    private Verdict greylisted(int seconds, Recipient recipient) {
        Instant now = host.lab().clock().instant();
        Duration left = host.greylist()
                .wait(session.client().host(), session.sender().orElse(""), recipient.address(), seconds, now);
        if (left.isZero()) {
            return Verdict.ACCEPT;
        }
        long rounded = left.plusMillis(999).toSeconds();
        return Verdict.refuse(Reply.of(
                450,
                "4.2.0",
                "<" + recipient.typed() + ">: Recipient address rejected: Greylisted, try again in " + rounded
                        + " seconds"));
    }

    /** Nothing is said until every client has given up (RFC 5321 §4.5.3.2.3: five minutes); then the connection is closed. */
    private CompletionStage<Verdict> silence() {
        CompletableFuture<Verdict> late = new CompletableFuture<>();
        host.lab().timers().after(LONGEST_SILENCE, () -> late.complete(Verdict.HANG_UP));
        return late;
    }

    @Override
    public CompletionStage<Reply> etrn(String domain) {
        return CompletableFuture.completedFuture(Reply.plain(459, "<" + domain + ">: service unavailable"));
    }

    @Override
    public CompletionStage<Transaction> begin(Envelope envelope) {
        return CompletableFuture.completedFuture(new Arrival(host.newId()));
    }

    /** A message that comes in. Of a long one that nobody reads here only the beginning is kept. */
    private final class Arrival implements Transaction {
        private final String id;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private Envelope envelope;
        private boolean cut;

        private Arrival(String id) {
            this.id = id;
        }

        @Override
        public String queueId() {
            return id;
        }

        @Override
        public CompletionStage<Void> content(Envelope complete) {
            envelope = complete;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> write(byte[] piece) {
            cut |= content.size() + piece.length > MOST_KEPT;
            if (!cut) {
                content.writeBytes(piece);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Outcome> commit() {
            return onSerial(this::take);
        }

        private Outcome take() {
            for (Recipient each : envelope.recipients()) {
                Manner manner = manner(each.address());
                if (manner instanceof Manner.Relay && !relay(each)) {
                    return new Outcome.Refused(Reply.of(452, "4.3.1", "Error: insufficient system storage"));
                }
                if (!(manner instanceof Manner.Relay)) {
                    deliver(each, manner);
                }
            }
            return new Outcome.Queued(id);
        }

        private boolean relay(Recipient recipient) {
            return !cut && host.outbox().post(host.letter(envelope.sender(), recipient.address(), traced(recipient)));
        }

        private void deliver(Recipient recipient, Manner manner) {
            String sender = envelope.sender();
            if (sender.isEmpty()) {
                return;
            }
            byte[] message = traced(recipient);
            Set<Recipient.Notify> wanted = recipient.notifyOn().orElse(Set.of());
            if (wanted.contains(Recipient.Notify.SUCCESS)) {
                LetterText.Fate fate = new LetterText.Fate(recipient.address(), "delivered", "2.0.0", "", "");
                host.outbox().post(host.report(sender, fate, message));
            }
            if (manner instanceof Manner.Echo && !LetterText.isAutomatic(message)) {
                String answer = host.newId();
                Instant now = host.lab().clock().instant();
                byte[] text = LetterText.echo(host.plan().name(), answer, recipient.address(), sender, now, message);
                host.outbox().post(host.letter(answer, recipient.address(), sender, text));
            }
        }

        /** The message with this host's trace (RFC 5321 §4.4). */
        private byte[] traced(Recipient recipient) {
            String address = session.client().host();
            Optional<String> name = Zones.BUNDLED.nameOf(session.client().address());
            String line = "Received: from " + envelope.helo().orElse(address) + " (" + name.orElse("unknown") + " ["
                    + address + "])\n\tby " + host.plan().name() + " with " + envelope.withProtocol() + " id " + id
                    + "\n\tfor <" + recipient.address() + ">; "
                    + LetterText.date(host.lab().clock().instant()) + "\n";
            ByteArrayOutputStream all = new ByteArrayOutputStream(content.size() + line.length());
            all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(content.toByteArray());
            return all.toByteArray();
        }

        @Override
        public void abort() {
            content.reset();
        }
    }
}
