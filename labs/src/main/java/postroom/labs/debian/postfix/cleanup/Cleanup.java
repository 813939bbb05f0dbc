package postroom.labs.debian.postfix.cleanup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.Post;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.MailFlow.Deed;
import postroom.labs.io.ErrnoException;

/**
 * {@code cleanup(8)}: takes messages into the incoming queue. Every one has a queue file of its own from the moment it
 * has an id; the file is whole, and on the disk, when {@link Incoming#finish} returns.
 */
public final class Cleanup implements Post {
    private final Service service;
    private final Consumer<String> queued;

    /** @param queued is told the id of each message that was queued: the queue manager's trigger */
    public Cleanup(Service service, Consumer<String> queued) {
        this.service = service;
        this.queued = queued;
    }

    /** Makes an empty queue file. */
    public Incoming open(Origin origin) throws ErrnoException {
        Instant now = service.now();
        boolean lasting = service.parameters().bool("enable_long_queue_ids");
        service.spool().makeFolders(service.spool().path("incoming", "x"));
        Spool.Created file = service.spool().create("incoming", now, lasting, service.pid());
        return new Incoming(service, origin, file, queued);
    }

    @Override
    public Optional<String> post(Letter letter) {
        try {
            Incoming incoming =
                    open(Origin.local(letter.internal() ? Origin.Treatment.INTERNAL : Origin.Treatment.FORWARDED));
            List<QueuedRecipient> recipients = new ArrayList<>(letter.recipients());
            incoming.envelope(
                    new Submission(letter.sender(), null, recipients, false, letter.encoding(), "", 0, letter.flags()));
            for (String line : letter.lines()) {
                incoming.line(line.replace("\u0001", incoming.id()));
            }
            service.host()
                    .mail()
                    .tell(incoming.id(), letter.internal() ? "bounce" : "local", Deed.TOOK, "", "", letter.sender());
            Result result = incoming.finish();
            return result instanceof Result.Queued done ? Optional.of(done.id()) : Optional.empty();
        } catch (ErrnoException e) {
            service.msg().warning("create queue file: " + e.getMessage());
            return Optional.empty();
        }
    }
}
