package postroom.server.imap.search;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.message.EncodedWords;
import postroom.server.message.MessageDate;
import postroom.server.message.MimePart;

/** A message that keys look at; its text is read when the first key needs it. */
public final class SearchMessage {
    private final Mailbox mailbox;
    private final MailRecord record;
    private final long sequence;
    private final boolean recent;
    private MimePart parts;

    /**
     * A message of a mailbox.
     *
     * @param recent for this session
     */
    public SearchMessage(Mailbox mailbox, MailRecord record, long sequence, boolean recent) {
        this.mailbox = mailbox;
        this.record = record;
        this.sequence = sequence;
        this.recent = recent;
    }

    public MailRecord record() {
        return record;
    }

    public long sequence() {
        return sequence;
    }

    boolean recent() {
        return recent;
    }

    long size() throws MailboxException {
        return mailbox.size(record.uid());
    }

    String guid() throws MailboxException {
        return mailbox.guid(record.uid());
    }

    MimePart parts() throws MailboxException {
        if (parts == null) {
            parts = MimePart.parse(mailbox.read(record.uid()));
        }
        return parts;
    }

    /** The values of a header field, decoded. */
    List<String> field(String name) throws MailboxException {
        return parts().header().all(name).stream().map(EncodedWords::decode).toList();
    }

    /** The first value of a field, decoded; empty without one. */
    String first(String name) throws MailboxException {
        List<String> all = field(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    Optional<OffsetDateTime> sent() throws MailboxException {
        return parts().header().first("Date").flatMap(MessageDate::parse);
    }

    /** When it was sent; when it came, if nobody knows. */
    OffsetDateTime sentOrReceived() throws MailboxException {
        return sent().orElse(record.received().atOffset(ZoneOffset.UTC));
    }

    /** Whether a text stands in the body, and if wanted, in the header. */
    boolean contains(String upper, boolean inHeader) throws MailboxException {
        return contains(parts(), upper, inHeader);
    }

    private static boolean contains(MimePart part, String upper, boolean inHeader) {
        if (inHeader) {
            for (var field : part.header().fields()) {
                String whole =
                        field.name() + ": " + EncodedWords.decode(part.header().value(field));
                if (normal(whole).contains(upper)) {
                    return true;
                }
            }
        }
        for (MimePart each : part.children()) {
            if (contains(each, upper, true)) {
                return true;
            }
        }
        return part.isText()
                && normal(new String(
                                part.decoded(),
                                EncodedWords.charset(part.type().get("charset").orElse("UTF-8"))))
                        .contains(upper);
    }

    /** As texts are compared: without case, each run of blanks one. */
    static String normal(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
