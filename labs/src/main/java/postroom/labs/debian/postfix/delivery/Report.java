package postroom.labs.debian.postfix.delivery;

import java.time.Duration;
import java.time.Instant;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.bounce.BounceEntry;
import postroom.labs.debian.postfix.bounce.BounceService;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.verify.AddressVerifier;
import postroom.labs.debian.postfix.verify.Verification;
import postroom.labs.host.MailFlow;
import postroom.labs.io.ErrnoException;

/**
 * What becomes of the recipients of one delivery: each gets its line in the log, an entry for bounce(8) where the sender
 * is to be told, and its mark in the queue file.
 */
public final class Report {
    private final Service service;
    private final BounceService bounces;
    private final AddressVerifier verifier;
    private final Request request;
    private final Instant begun;
    private String siteFailure;

    /** @param service the agent's program, in whose name is logged */
    public Report(Service service, BounceService bounces, AddressVerifier verifier, Request request) {
        this.verifier = verifier;
        this.service = service;
        this.bounces = bounces;
        this.request = request;
        this.begun = service.now();
    }

    /** The agent's program. */
    public Service service() {
        return service;
    }

    /** bounce(8), for agents that pass mail on. */
    public BounceService bounces() {
        return bounces;
    }

    /**
     * A report like this one for another agent, to which recipients are passed on.
     *
     * @param agent the agent's program, in whose name is logged
     */
    public Report passedTo(Service agent, Request passed) {
        return new Report(agent, bounces, verifier, passed);
    }

    /** Why the whole site could not be reached; null if it could. */
    public String siteFailure() {
        return siteFailure;
    }

    /** The site could not be reached at all: other messages for it may wait. */
    public void siteFailed(String reason) {
        siteFailure = reason;
    }

    /** What happened, beyond the recipient. @param diagnostic the other server's reply @param mta its name */
    public record Fate(String relay, String dsn, String text, String diagnostic, String mta) {
        /** Of an agent on this host. */
        public static Fate of(String relay, String dsn, String text) {
            return new Fate(relay, dsn, text, "", "");
        }
    }

    /** It has been delivered, or would be. */
    public void sent(QueuedRecipient recipient, Fate fate) {
        if (request.isProbe()) {
            probed(recipient, fate, Verification.Status.OK);
            return;
        }
        log(recipient, fate, "sent");
        tell(recipient, fate, MailFlow.Deed.SENT);
        if (request.isTraced() || recipient.wantsSuccess()) {
            trace(recipient, fate, fate.diagnostic().isEmpty() ? "delivered" : "relayed");
        }
        done(recipient);
    }

    /** It cannot be delivered. */
    public void bounced(QueuedRecipient recipient, Fate fate) {
        if (request.isProbe()) {
            probed(recipient, fate, Verification.Status.UNDELIVERABLE);
            return;
        }
        if (service.parameters().bool("soft_bounce")) {
            deferred(
                    recipient,
                    new Fate(fate.relay(), "4" + fate.dsn().substring(1), fate.text(), fate.diagnostic(), fate.mta()));
            return;
        }
        boolean noted = !recipient.wantsFailure()
                || bounces.append("bounce", request.message().id(), entry(recipient, fate, "failed", fate.text()));
        if (!noted) {
            deferred(recipient, Fate.of(fate.relay(), "4.3.0", "bounce or trace service failure"));
            return;
        }
        log(recipient, fate, "bounced");
        tell(recipient, fate, MailFlow.Deed.BOUNCED);
        done(recipient);
    }

    /** It was refused before it came into the queue. */
    void refused(QueuedRecipient recipient, Fate fate) {
        log(recipient, fate, "bounced");
        if (recipient.wantsFailure()) {
            bounces.append("bounce", request.message().id(), entry(recipient, fate, "failed", fate.text()));
        }
    }

    /** It is tried again later. */
    public void deferred(QueuedRecipient recipient, Fate fate) {
        if (request.isProbe()) {
            probed(recipient, fate, Verification.Status.DEFERRED);
            return;
        }
        log(recipient, fate, "deferred");
        tell(recipient, fate, MailFlow.Deed.DEFERRED);
        bounces.append("defer", request.message().id(), entry(recipient, fate, "delayed", fate.text()));
    }

    private void probed(QueuedRecipient recipient, Fate fate, Verification.Status status) {
        boolean fine = status == Verification.Status.OK;
        String action = fine ? "deliverable" : "undeliverable";
        if (!request.isForVerification()) {
            log(recipient, fate, action);
            trace(recipient, fate, action);
        } else if (fine || service.parameters().bool("address_verify_negative_cache")) {
            if (!recipient.original().isEmpty()) {
                verifier.update(recipient.original(), status, fate.text());
            }
            if (!recipient.original().equals(recipient.address())) {
                verifier.update(recipient.address(), status, fate.text());
            }
            log(recipient, fate, action);
        } else {
            log(recipient, fate, "undeliverable-but-not-cached");
        }
        done(recipient);
    }

    private void tell(QueuedRecipient recipient, Fate fate, MailFlow.Deed deed) {
        String address = Address.external(recipient.address());
        service.host()
                .mail()
                .tell(
                        request.message().id(),
                        service.parameters().get("process_name"),
                        deed,
                        address,
                        fate.relay(),
                        fate.dsn() + " " + fate.text());
    }

    private void trace(QueuedRecipient recipient, Fate fate, String action) {
        String text = "delivery via " + fate.relay() + ": " + fate.text();
        bounces.append("trace", request.message().id(), entry(recipient, fate, action, text));
    }

    private static BounceEntry entry(QueuedRecipient recipient, Fate fate, String action, String text) {
        return new BounceEntry(recipient, fate.dsn(), action, text, fate.diagnostic(), fate.mta());
    }

    private void done(QueuedRecipient recipient) {
        if (recipient.offset() == 0) {
            return;
        }
        try {
            service.spool().markDone("active", request.message().id(), recipient.offset());
        } catch (ErrnoException e) {
            service.msg()
                    .warning("update queue file active " + request.message().id() + ": " + e.getMessage());
        }
    }

    private void log(QueuedRecipient recipient, Fate fate, String status) {
        Instant now = service.now();
        Instant arrival = request.message().arrival();
        String original = recipient.original();
        String from = original.isEmpty() || original.equals(recipient.address())
                ? ""
                : ", orig_to=<" + Address.external(original) + ">";
        service.msg()
                .info(request.message().id() + ": to=<" + Address.external(recipient.address()) + ">" + from
                        + ", relay=" + fate.relay()
                        + ", delay=" + Delays.text(Duration.between(arrival, now))
                        + ", delays=" + Delays.text(Duration.between(arrival, request.activated())) + "/"
                        + Delays.text(Duration.between(request.activated(), begun)) + "/0/"
                        + Delays.text(Duration.between(begun, now))
                        + ", dsn=" + fate.dsn() + ", status=" + status + " (" + fate.text() + ")");
    }
}
