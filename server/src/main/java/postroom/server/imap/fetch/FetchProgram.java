package postroom.server.imap.fetch;

import java.util.ArrayList;
import java.util.List;
import postroom.server.imap.syntax.Output;
import postroom.server.mailbox.MailboxException;

/** The items of one FETCH. */
public final class FetchProgram {
    private final List<FetchItem> items = new ArrayList<>();

    void add(FetchItem item) {
        boolean again = item instanceof FetchItem.Plain plain
                && items.stream()
                        .anyMatch(it -> it instanceof FetchItem.Plain other
                                && other.name().equals(plain.name()));
        if (!again) {
            items.add(item);
        }
    }

    /** Adds an item unless it is there already. */
    public void add(String name) {
        add(FetchItem.named(name));
    }

    /** Whether an item is among them. */
    public boolean has(String name) {
        return items.stream()
                .anyMatch(it ->
                        it instanceof FetchItem.Plain plain && plain.name().equals(name));
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Whether it marks messages as read. */
    public boolean marksSeen() {
        return items.stream().anyMatch(FetchItem::marksSeen);
    }

    /**
     * Writes the answer for a message.
     *
     * @param seenNow whether the message was just marked as read, which the answer tells
     */
    public void write(long sequence, FetchedMessage message, boolean seenNow, Output out) throws MailboxException {
        out.add("* " + sequence + " FETCH (");
        List<FetchItem> ordered = new ArrayList<>();
        items.stream().filter(FetchItem::atHand).forEach(ordered::add);
        if (seenNow && !has("FLAGS")) {
            ordered.add(FetchItem.named("FLAGS"));
        }
        items.stream().filter(it -> !it.atHand()).forEach(ordered::add);
        boolean first = true;
        for (FetchItem each : ordered) {
            if (!first) {
                out.add(" ");
            }
            first = false;
            each.write(message, out);
        }
        out.line(")");
    }
}
