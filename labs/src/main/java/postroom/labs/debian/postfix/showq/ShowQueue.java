package postroom.labs.debian.postfix.showq;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.postfix.bounce.BounceEntry;
import postroom.labs.debian.postfix.bounce.BounceLog;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.fs.FileAccess;

/** {@code showq(8)}: tells what is in the queue. */
public final class ShowQueue {
    private static final List<String> QUEUES = List.of("active", "deferred", "incoming", "hold", "maildrop");

    private ShowQueue() {}

    /** All messages, queue by queue. */
    public static List<QueueEntry> list(Spool own) {
        Spool spool = new Spool(FileAccess.root(own.files().disk()), own.directory(), own.hashed(), own.depth());
        List<QueueEntry> all = new ArrayList<>();
        for (String queue : QUEUES) {
            for (String id : spool.list(queue)) {
                try {
                    all.add(entry(spool, queue, QueueMessage.parse(id, spool.read(queue, id))));
                } catch (IOException beingWritten) {
                    // A file that is not whole yet is not listed
                    continue;
                }
            }
        }
        return all;
    }

    private static QueueEntry entry(Spool spool, String queue, QueueMessage message) throws IOException {
        Map<String, String> reasons = new HashMap<>();
        List<QueuedRecipient> order = new ArrayList<>();
        for (BounceEntry each : BounceLog.read(spool, "defer", message.id())) {
            reasons.put(each.recipient().address(), each.reason());
            order.add(each.recipient());
        }
        List<QueueEntry.Waiting> waiting = new ArrayList<>();
        // Recipients with a reason come first, in the order in which they failed
        for (QueuedRecipient each : order) {
            boolean still =
                    message.waiting().stream().anyMatch(it -> it.address().equals(each.address()));
            if (still && waiting.stream().noneMatch(it -> it.address().equals(each.address()))) {
                waiting.add(new QueueEntry.Waiting(each.address(), reasons.get(each.address())));
            }
        }
        for (QueuedRecipient each : message.waiting()) {
            if (!reasons.containsKey(each.address())) {
                waiting.add(new QueueEntry.Waiting(each.address(), ""));
            }
        }
        long size = queue.equals("maildrop") ? spool.stat(queue, message.id()).size() : message.size();
        return new QueueEntry(queue, message.id(), message.arrival(), size, message.sender(), waiting);
    }
}
