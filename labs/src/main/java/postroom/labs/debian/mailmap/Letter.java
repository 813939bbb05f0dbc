package postroom.labs.debian.mailmap;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.fs.Stat;

/**
 * A message in the queue, opened: its file, its envelope, its text.
 *
 * @param path of the queue file
 * @param bytes how long the file is
 * @param mode its permissions, in octal
 * @param whole whether the file is whole; while it is being written there is nothing in it to be read
 * @param attributes what else the envelope says
 * @param headers the lines up to the empty one, at most {@link #MOST_LINES}
 * @param body the first lines behind it
 */
public record Letter(
        String id,
        String queue,
        String path,
        long bytes,
        String mode,
        boolean whole,
        Instant arrival,
        String sender,
        List<Recipient> recipients,
        Map<String, String> attributes,
        List<String> headers,
        List<String> body) {
    /** Lines of headers, and of the body, that are read. */
    public static final int MOST_LINES = 60;

    private static final int MOST_CHARACTERS = 500;
    private static final int MOST_RECIPIENTS = 50;

    /** An envelope recipient. @param done whether nothing more is to be done for it */
    public record Recipient(String address, String original, boolean done) {}

    /** Opens one; empty if it is in none of the queues, or damaged so that it cannot be read. */
    static Optional<Letter> open(Spool spool, String id) {
        Optional<String> queue = spool.find(id);
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        try {
            Stat stat = spool.stat(queue.get(), id);
            boolean whole = (stat.mode() & 0100) != 0;
            String path = spool.path(queue.get(), id);
            String mode = Integer.toOctalString(stat.mode() & 07777);
            return Optional.of(
                    whole
                            ? read(queue.get(), path, stat, mode, QueueMessage.parse(id, spool.read(queue.get(), id)))
                            : new Letter(
                                    id,
                                    queue.get(),
                                    path,
                                    stat.size(),
                                    mode,
                                    false,
                                    stat.mtime(),
                                    "",
                                    List.of(),
                                    Map.of(),
                                    List.of(),
                                    List.of()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Letter read(String queue, String path, Stat stat, String mode, QueueMessage message)
            throws IOException {
        List<String> headers = new ArrayList<>();
        List<String> body = new ArrayList<>();
        boolean[] behind = {false};
        message.content(line -> {
            String shown = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
            if (behind[0]) {
                add(body, shown);
            } else if (line.isEmpty()) {
                behind[0] = true;
            } else {
                add(headers, shown);
            }
        });
        return new Letter(
                message.id(),
                queue,
                path,
                stat.size(),
                mode,
                true,
                message.arrival(),
                Address.external(message.sender()),
                message.recipients().stream()
                        .limit(MOST_RECIPIENTS)
                        .map(Letter::recipient)
                        .toList(),
                message.attributes(),
                headers,
                body);
    }

    private static void add(List<String> lines, String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    private static Recipient recipient(QueuedRecipient each) {
        return new Recipient(Address.external(each.address()), Address.external(each.original()), each.done());
    }
}
