package postroom.server.imap.fetch;

import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.message.MimePart;

/** A message whose items are written; its text is read when the first item needs it. */
public final class FetchedMessage {
    private final Mailbox mailbox;
    private final MailRecord record;
    private final boolean recent;
    private final Counts counts;
    private byte[] text;
    private MimePart parts;

    /** What a session has read, for the log. */
    public static final class Counts {
        int headers;
        long headerBytes;
        int bodies;
        long bodyBytes;

        /** As the log line has it. */
        public String text() {
            return "hdr_count=" + headers + " hdr_bytes=" + headerBytes + " body_count=" + bodies + " body_bytes="
                    + bodyBytes;
        }
    }

    /**
     * A message.
     *
     * @param recent for this session
     */
    public FetchedMessage(Mailbox mailbox, MailRecord record, boolean recent, Counts counts) {
        this.mailbox = mailbox;
        this.record = record;
        this.recent = recent;
        this.counts = counts;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    MailRecord record() {
        return record;
    }

    boolean recent() {
        return recent;
    }

    long size() throws MailboxException {
        return mailbox.size(record.uid());
    }

    Counts counts() {
        return counts;
    }

    byte[] text() throws MailboxException {
        if (text == null) {
            text = mailbox.read(record.uid());
        }
        return text;
    }

    MimePart parts() throws MailboxException {
        if (parts == null) {
            parts = MimePart.parse(text());
        }
        return parts;
    }
}
