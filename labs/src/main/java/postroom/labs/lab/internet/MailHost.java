package postroom.labs.lab.internet;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.net.Node;
import postroom.server.smtp.SmtpConfig;
import postroom.server.smtp.SmtpLog;
import postroom.server.smtp.SmtpService;
import postroom.server.smtp.SmtpSession;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsContexts;
import postroom.server.tls.TlsLoad;

/** A mail host of the internet: greets by its name, offers what Postfix offers, and does with mail what its plan says. */
final class MailHost implements SmtpService {
    private static final TlsContexts CERTIFICATES = new TlsContexts(ForkJoinPool.commonPool());
    private static final Pattern STATUS = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3}) ");

    private final HostPlan plan;
    private final Node node;
    private final Surroundings lab;
    private final Greylist greylist;
    private final Outbox outbox;
    private final QueueIds ids;

    MailHost(HostPlan plan, Node node, Surroundings lab, Greylist greylist, Outbox outbox, QueueIds ids) {
        this.plan = plan;
        this.node = node;
        this.lab = lab;
        this.greylist = greylist;
        this.outbox = outbox;
        this.ids = ids;
    }

    HostPlan plan() {
        return plan;
    }

    Node node() {
        return node;
    }

    Surroundings lab() {
        return lab;
    }

    Greylist greylist() {
        return greylist;
    }

    Outbox outbox() {
        return outbox;
    }

    String newId() {
        return ids.next();
    }

    @Override
    public CompletionStage<Handling> opened(SmtpSession session) {
        return certificate().thenApply(tls -> {
            SmtpConfig.Builder config = SmtpConfig.builder();
            config.myhostname = plan.name();
            config.banner = plan.name() + " ESMTP";
            config.clientName = Zones.BUNDLED.nameOf(session.client().address()).orElse("unknown") + "["
                    + session.client().host() + "]";
            config.tlsLevel = tls.isPresent() ? SmtpConfig.TlsLevel.MAY : SmtpConfig.TlsLevel.NONE;
            config.tls = tls;
            HostSession part = new HostSession(this, session);
            return new Handling(config.build(), part, part, SmtpLog.NONE);
        });
    }

    private CompletionStage<Optional<TlsContext>> certificate() {
        if (plan.certificate().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        byte[] pem = HostTable.resource(plan.certificate().get());
        return CERTIFICATES.load(pem, pem).thenApply(load -> Optional.of(((TlsLoad.Ready) load).context()));
    }

    /** A letter of this host's own. */
    Letter letter(String sender, String recipient, byte[] content) {
        return letter(newId(), sender, recipient, content);
    }

    Letter letter(String id, String sender, String recipient, byte[] content) {
        Instant now = lab.clock().instant();
        return new Letter(id, plan.address().getHostAddress(), sender, recipient, 0, now, content);
    }

    /** Tells a sender that a letter could not be sent on. */
    Letter failureReport(Letter failed, Delivery.Outcome outcome) {
        String remote = "";
        String status = "4.4.7";
        String diagnostic = "";
        if (outcome instanceof Delivery.Outcome.Never never) {
            remote = never.host();
            diagnostic = never.reply();
            Matcher code = STATUS.matcher(diagnostic);
            status = code.find() ? code.group(1) : "5.0.0";
        } else if (outcome instanceof Delivery.Outcome.Later later) {
            diagnostic = later.why();
        }
        return report(
                failed.sender(),
                new LetterText.Fate(failed.recipient(), "failed", status, remote, diagnostic),
                failed.content());
    }

    Letter report(String to, LetterText.Fate fate, byte[] message) {
        String id = newId();
        byte[] text = LetterText.report(plan.name(), id, to, lab.clock().instant(), fate, message);
        return letter(id, "", to, text);
    }
}
