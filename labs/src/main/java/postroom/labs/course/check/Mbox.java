package postroom.labs.course.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a mailbox file as Postfix's local(8) writes it: a {@code From } line before each message, an empty line behind
 * it, {@code >From } where a line of the text began with From.
 */
public final class Mbox {
    private Mbox() {}

    /** The messages of a mailbox file, oldest first. */
    public static List<Message> messages(String mailbox) {
        List<Message> messages = new ArrayList<>();
        StringBuilder current = null;
        boolean afterEmpty = true;
        for (String line : mailbox.split("\n", -1)) {
            if (afterEmpty && line.startsWith("From ")) {
                add(current, messages);
                current = new StringBuilder();
            } else if (current != null) {
                current.append(line.startsWith(">From ") ? line.substring(1) : line)
                        .append('\n');
            }
            afterEmpty = line.isEmpty();
        }
        add(current, messages);
        return messages;
    }

    private static void add(StringBuilder text, List<Message> messages) {
        if (text != null) {
            // the empty line that belongs to the file, and what split() sees behind the last newline
            String message = text.toString().replaceFirst("\\n\\n+\\z", "\n");
            messages.add(Message.parse(message));
        }
    }
}
