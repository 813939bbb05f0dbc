package postroom.labs.debian.postfix.queue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue file, read: the envelope, and where the content is.
 *
 * <p>Its content is handed out record by record, so that a message is never held twice.
 */
public final class QueueMessage {
    private final String id;
    private final byte[] file;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<QueuedRecipient> recipients = new ArrayList<>();
    private SizeRecord size = SizeRecord.NONE;
    private Instant arrival = Instant.EPOCH;
    private String sender = "";
    private String fullName = "";
    private String filter = "";
    private int contentOffset;
    private int contentEnd;
    private boolean complete;

    private QueueMessage(String id, byte[] file) {
        this.id = id;
        this.file = file;
    }

    /**
     * Reads a queue file.
     *
     * @throws IOException if its records are damaged or the end is missing
     */
    public static QueueMessage parse(String id, byte[] file) throws IOException {
        QueueMessage message = new QueueMessage(id, file);
        message.read();
        if (!message.complete) {
            throw new IOException("premature end of file");
        }
        return message;
    }

    private void read() throws IOException {
        RecordReader reader = new RecordReader(file);
        Envelope envelope = new Envelope();
        boolean content = false;
        for (QueueRecord record = reader.next(); record != null; record = reader.next()) {
            if (content) {
                if (record.type() == RecordType.EXTRA) {
                    contentEnd = record.offset();
                    content = false;
                }
            } else if (record.type() == RecordType.MESSAGE) {
                contentOffset = record.next();
                content = true;
            } else if (record.type() == RecordType.END) {
                complete = true;
                return;
            } else {
                envelope.take(record);
            }
        }
    }

    /** What stands before a recipient belongs to it. */
    private final class Envelope {
        private String original = "";
        private String dsnOriginal = "";
        private int notify;

        void take(QueueRecord record) {
            String data = record.data();
            switch (record.type()) {
                case RecordType.SIZE -> size = SizeRecord.parse(data);
                case RecordType.TIME -> arrival = time(data);
                case RecordType.FULL -> fullName = data;
                case RecordType.FROM -> sender = data;
                case RecordType.FILTER -> filter = data;
                case RecordType.ATTR -> attribute(data);
                case RecordType.ORIGINAL_RCPT -> original = data;
                case RecordType.RCPT -> recipient(record, false);
                case RecordType.DONE -> recipient(record, true);
                default -> {
                    // Records of features that are not used say nothing about delivery
                }
            }
        }

        private void attribute(String data) {
            int equals = data.indexOf('=');
            String name = equals < 0 ? data : data.substring(0, equals);
            String value = equals < 0 ? "" : data.substring(equals + 1);
            if (name.equals("dsn_orig_rcpt")) {
                dsnOriginal = value;
            } else if (name.equals("notify_flags")) {
                notify = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
            } else {
                attributes.put(name, value);
            }
        }

        private void recipient(QueueRecord record, boolean done) {
            recipients.add(new QueuedRecipient(record.offset(), record.data(), original, dsnOriginal, notify, done));
            original = "";
            dsnOriginal = "";
            notify = 0;
        }
    }

    private static Instant time(String data) {
        String[] parts = data.strip().split(" +");
        long seconds = parts[0].matches("[0-9]{1,12}") ? Long.parseLong(parts[0]) : 0;
        long micros = parts.length > 1 && parts[1].matches("[0-9]{1,6}") ? Long.parseLong(parts[1]) : 0;
        return Instant.ofEpochSecond(seconds, micros * 1000);
    }

    /** The queue id. */
    public String id() {
        return id;
    }

    /** Message size in bytes, as logs and mailq show it. */
    public long size() {
        return size.messageSize();
    }

    /** When the message came. */
    public Instant arrival() {
        return arrival;
    }

    /** The envelope sender; empty for bounces. */
    public String sender() {
        return sender;
    }

    /** The sender's full name, if the submitter said one. */
    public String fullName() {
        return fullName;
    }

    /** Transport and next hop that overrule all others; empty if none. */
    public String filter() {
        return filter;
    }

    /** A named attribute. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** All named attributes, in the order of the file. */
    public Map<String, String> attributes() {
        return java.util.Collections.unmodifiableMap(attributes);
    }

    /** All recipients, done ones included. */
    public List<QueuedRecipient> recipients() {
        return recipients;
    }

    /** Recipients that still wait. */
    public List<QueuedRecipient> waiting() {
        return recipients.stream().filter(each -> !each.done()).toList();
    }

    /** Where the content's records begin in the file. */
    public int contentOffset() {
        return contentOffset;
    }

    /** Takes a line of the content. */
    @FunctionalInterface
    public interface LineSink {
        /** A whole line, without its end. */
        void line(String text) throws IOException;
    }

    /** Hands out the content line by line; lines that were cut into records are whole again. */
    public void content(LineSink sink) throws IOException {
        RecordReader reader = new RecordReader(file);
        reader.seek(contentOffset);
        StringBuilder partial = null;
        for (QueueRecord record = reader.next();
                record != null && record.offset() < contentEnd;
                record = reader.next()) {
            if (record.type() == RecordType.CONT) {
                partial = partial == null ? new StringBuilder() : partial;
                partial.append(record.data());
            } else if (record.type() == RecordType.NORM) {
                sink.line(
                        partial == null
                                ? record.data()
                                : partial.append(record.data()).toString());
                partial = null;
            }
        }
        if (partial != null) {
            sink.line(partial.toString());
        }
    }
}
