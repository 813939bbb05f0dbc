package postroom.labs.debian.postfix.bounce;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Post;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.io.ErrnoException;

/**
 * {@code bounce(8)}: keeps what became of recipients, and mails it to the sender when the message leaves the queue.
 */
public final class BounceService {
    private final Supplier<Service> service;
    private final Supplier<Post> post;

    /**
     * @param service the running program, started when it is needed
     * @param post takes notifications
     */
    public BounceService(Supplier<Service> service, Supplier<Post> post) {
        this.service = service;
        this.post = post;
    }

    /** Adds an entry to a log: {@code bounce}, {@code defer} or {@code trace}. @return false if that failed, which is logged */
    public boolean append(String queue, String id, BounceEntry entry) {
        try {
            BounceLog.append(service.get().spool(), queue, id, entry);
            return true;
        } catch (ErrnoException e) {
            service.get().msg().warning("open file " + queue + " " + id + ": " + e.getMessage());
            return false;
        }
    }

    /** Tells the sender which recipients failed; forgets the log. @return false if that has to be tried again */
    public boolean failed(QueueMessage message) {
        return send(Notice.Kind.FAILURE, "bounce", message, "sender non-delivery notification", true);
    }

    /** Warns the sender that recipients still wait; the log stays. */
    public void delayed(QueueMessage message) {
        send(Notice.Kind.DELAY, "defer", message, "sender delay notification", false);
    }

    /** Returns mail that has waited too long, with the reasons why it waited; forgets the log. @return false if not */
    public boolean expired(QueueMessage message) {
        return send(Notice.Kind.FAILURE, "defer", message, "sender non-delivery notification", true);
    }

    /** Tells the sender what was asked for: successes, or how mail would be delivered; forgets the log. */
    public void traced(QueueMessage message) {
        boolean asked = message.attribute("trace_flags").isPresent();
        send(
                asked ? Notice.Kind.VERIFY : Notice.Kind.SUCCESS,
                "trace",
                message,
                "sender delivery status notification",
                true);
    }

    private boolean send(Notice.Kind kind, String queue, QueueMessage message, String what, boolean forget) {
        Service program = service.get();
        try {
            List<BounceEntry> entries = BounceLog.read(program.spool(), queue, message.id()).stream()
                    .filter(each ->
                            kind != Notice.Kind.DELAY || each.recipient().wantsDelay())
                    .toList();
            if (!entries.isEmpty() && !message.sender().isEmpty() && !isDoubleBounce(message, program)) {
                if (!notice(kind, message, entries, what, program)) {
                    return false;
                }
            }
            if (forget) {
                BounceLog.remove(program.spool(), queue, message.id());
            }
            return true;
        } catch (IOException e) {
            program.msg().warning(message.id() + ": " + queue + " notification failed: " + e.getMessage());
            return false;
        }
    }

    private static boolean isDoubleBounce(QueueMessage message, Service program) {
        String own = program.parameters().get("double_bounce_sender");
        return message.sender().equalsIgnoreCase(own)
                || message.sender()
                        .equalsIgnoreCase(own + "@" + program.parameters().myorigin());
    }

    private boolean notice(
            Notice.Kind kind, QueueMessage message, List<BounceEntry> entries, String what, Service program)
            throws IOException {
        Templates templates = new Templates(program.parameters(), program.files());
        List<String> lines = new Notice(kind, message, entries, program.parameters(), templates, program.now()).lines();
        QueuedRecipient sender = QueuedRecipient.of(message.sender(), message.sender(), "", QueuedRecipient.NEVER);
        Optional<String> id = post.get().post(new Post.Letter("", List.of(sender), lines, true, ""));
        id.ifPresent(its -> program.msg().info(message.id() + ": " + what + ": " + its));
        return id.isPresent();
    }
}
