package postroom.labs.debian.postfix.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.qmgr.Transports;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Post;

/** {@code local(8)}: delivers to the accounts of this host, by aliases(5), .forward files, and mailboxes. */
public final class LocalAgent implements Agent {
    private final Supplier<Post> post;
    private final Transports transports;

    /**
     * The agent.
     *
     * @param post takes what is forwarded
     * @param transports the agents to which mail can be passed on
     */
    public LocalAgent(Supplier<Post> post, Transports transports) {
        this.post = post;
        this.transports = transports;
    }

    @Override
    public void deliver(Request request, Report report, Runnable done) {
        Mailbox.checkLimits(report.service().parameters(), "mailbox_size_limit");
        Deque<QueuedRecipient> left = new ArrayDeque<>(request.recipients());
        next(request, report, left, done);
    }

    private void next(Request request, Report report, Deque<QueuedRecipient> left, Runnable done) {
        QueuedRecipient recipient = left.poll();
        if (recipient == null) {
            done.run();
            return;
        }
        new LocalDelivery(request, report, post, new OtherTransport(request, report, transports))
                .deliver(recipient, () -> next(request, report, left, done));
    }
}
