package postroom.labs.debian.postfix.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The log files in {@code bounce/}, {@code defer/} and {@code trace/}: one a message, an entry for each recipient. */
public final class BounceLog {
    private BounceLog() {}

    /** Adds an entry to a message's file. */
    static void append(Spool spool, String queue, String id, BounceEntry entry) throws ErrnoException {
        String path = spool.path(queue, id);
        spool.makeFolders(path);
        spool.files().append(path, Text.bytes("\n" + entry.text()));
    }

    /** The entries of a message; none if it has no file. */
    public static List<BounceEntry> read(Spool spool, String queue, String id) throws ErrnoException {
        String text;
        try {
            text = Text.of(spool.read(queue, id));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return List.of();
            }
            throw e;
        }
        List<BounceEntry> entries = new ArrayList<>();
        Map<String, String> attributes = new HashMap<>();
        for (String line : (text + "\n").split("\n", -1)) {
            int equals = line.indexOf('=');
            if (line.isEmpty()) {
                if (attributes.containsKey("recipient")) {
                    entries.add(entry(attributes));
                }
                attributes.clear();
            } else if (equals > 0 && !line.startsWith("<")) {
                attributes.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return entries;
    }

    private static BounceEntry entry(Map<String, String> a) {
        QueuedRecipient recipient = new QueuedRecipient(
                number(a.get("offset")),
                a.get("recipient"),
                a.getOrDefault("original_recipient", a.get("recipient")),
                a.getOrDefault("dsn_orig_rcpt", ""),
                number(a.get("notify_flags")),
                false);
        return new BounceEntry(
                recipient,
                a.getOrDefault("status", "5.0.0"),
                a.getOrDefault("action", "failed"),
                a.getOrDefault("reason", ""),
                a.getOrDefault("diag_text", ""),
                a.getOrDefault("mta_name", ""));
    }

    private static int number(String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** Forgets what was logged. */
    public static void remove(Spool spool, String queue, String id) throws ErrnoException {
        try {
            spool.remove(queue, id);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }
}
