package postroom.labs.debian.mailutils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * A mailbox in mbox format ({@code mbox(5)}). When it is closed, the messages carry {@code X-UID}, and the first one
 * {@code X-IMAPbase}, as mailutils writes them.
 */
final class Mbox {
    /** A message of a mailbox. */
    static final class Message {
        private final String separator;
        private final List<String> header;
        private final String body;
        boolean read;
        boolean deleted;
        boolean saved;
        boolean held;

        private Message(String separator, List<String> header, String body) {
            this.separator = separator;
            this.header = header;
            this.body = body;
        }

        /** A header field's value, or null. */
        String field(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).toLowerCase(Locale.ROOT).startsWith(prefix)) {
                    StringBuilder value = new StringBuilder(
                            header.get(i).substring(prefix.length()).strip());
                    for (int j = i + 1; j < header.size() && header.get(j).matches("[ \t].*"); j++) {
                        value.append(' ').append(header.get(j).strip());
                    }
                    return value.toString();
                }
            }
            return null;
        }

        private void set(String name, String value) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).toLowerCase(Locale.ROOT).startsWith(prefix)) {
                    header.set(i, name + ": " + value);
                    return;
                }
            }
            header.add(name + ": " + value);
        }

        boolean isNew() {
            return field("Status") == null;
        }

        String text() {
            return String.join("\n", header) + "\n\n" + body;
        }

        String body() {
            return body;
        }

        int lines() {
            return (int) text().chars().filter(it -> it == '\n').count();
        }

        int size() {
            return text().getBytes(StandardCharsets.UTF_8).length;
        }

        /** The whole as it stands in a mailbox. */
        String stored() {
            return separator + "\n" + text() + "\n";
        }

        String separator() {
            return separator;
        }
    }

    private final Process process;
    private final String path;
    private final List<Message> messages;
    private final int originalCount;

    private Mbox(Process process, String path, List<Message> messages) {
        this.process = process;
        this.path = path;
        this.messages = messages;
        this.originalCount = messages.size();
    }

    static Mbox read(Process process, String path) throws ErrnoException {
        String text = new String(process.files().readAll(path), StandardCharsets.UTF_8);
        List<Message> messages = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        int start = -1;
        for (int i = 0; i <= lines.length; i++) {
            process.step();
            boolean boundary = i == lines.length || lines[i].startsWith("From ") && (i == 0 || lines[i - 1].isEmpty());
            if (boundary) {
                if (start >= 0) {
                    messages.add(message(lines, start, i));
                }
                start = i;
            }
        }
        return new Mbox(process, path, messages);
    }

    private static Message message(String[] lines, int start, int end) {
        List<String> header = new ArrayList<>();
        int at = start + 1;
        while (at < end && !lines[at].isEmpty()) {
            header.add(lines[at++]);
        }
        StringBuilder body = new StringBuilder();
        int last = end;
        while (last > at + 1 && lines[last - 1].isEmpty()) {
            last--;
        }
        for (int i = at + 1; i < last; i++) {
            body.append(lines[i]).append('\n');
        }
        return new Message(lines[start], header, body.toString());
    }

    String path() {
        return path;
    }

    List<Message> messages() {
        return messages;
    }

    /** Writes what stays, numbered as mailutils does. */
    void close() throws ErrnoException {
        long base = process.host().clock().instant().getEpochSecond();
        int next = originalCount + 1;
        Message first = messages.isEmpty() ? null : messages.get(0);
        if (first != null && first.field("X-IMAPbase") != null) {
            String[] words = first.field("X-IMAPbase").split(" +");
            base = words[0].matches("[0-9]{1,12}") ? Long.parseLong(words[0]) : base;
        }
        StringBuilder all = new StringBuilder();
        boolean numbered = false;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message.deleted || message.saved) {
                continue;
            }
            if (!numbered) {
                message.set("X-IMAPbase", base + " " + String.format("%20d", next));
                numbered = true;
            }
            if (message.field("X-UID") == null) {
                message.set("X-UID", Integer.toString(i + 1));
            }
            all.append(message.stored());
        }
        process.files().writeAll(path, all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What a message that was kept says of itself from then on. */
    static void markOld(Message message) {
        message.set("Status", "OR");
    }
}
