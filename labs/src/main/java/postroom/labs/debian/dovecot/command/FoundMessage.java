package postroom.labs.debian.dovecot.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.query.Candidate;
import postroom.labs.debian.dovecot.storage.StoredMailbox;
import postroom.labs.debian.gnu.Text;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;

/** A message of a mailbox that a command looks at. Its text is read when it is asked for. */
final class FoundMessage implements Candidate {
    private final Mailbox mailbox;
    private final MailboxView view;
    private final int index;
    private String text;

    /** A failure within a test, which cannot throw. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final MailboxException why;

        Unreadable(MailboxException why) {
            super(why);
            this.why = why;
        }

        MailboxException why() {
            return why;
        }
    }

    FoundMessage(Mailbox mailbox, MailboxView view, int index) {
        this.mailbox = mailbox;
        this.view = view;
        this.index = index;
    }

    private interface Question<T> {
        T ask() throws MailboxException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (MailboxException e) {
            throw new Unreadable(e);
        }
    }

    @Override
    public MailRecord record() {
        return view.messages().get(index);
    }

    @Override
    public int sequence() {
        return index + 1;
    }

    @Override
    public int total() {
        return view.messages().size();
    }

    @Override
    public long highestUid() {
        return view.messages().get(total() - 1).uid();
    }

    @Override
    public String mailbox() {
        return mailbox.name();
    }

    @Override
    public String mailboxGuid() {
        return ask(() -> ((StoredMailbox) mailbox).guid());
    }

    @Override
    public String guid() {
        return ask(() -> ((StoredMailbox) mailbox).guid(record().uid()));
    }

    @Override
    public long size() {
        return ask(() -> mailbox.size(record().uid()));
    }

    /** Its length as it is stored. */
    long fileSize() {
        return ask(() -> ((StoredMailbox) mailbox).fileSize(record().uid()));
    }

    /** The whole, with LF at line ends. */
    String text() {
        if (text == null) {
            text = Text.of(ask(() -> mailbox.read(record().uid()))).replace("\r\n", "\n");
        }
        return text;
    }

    /** The header with the empty line behind it. */
    String head() {
        int end = text().startsWith("\n") ? 0 : text().indexOf("\n\n") + 1;
        return end == 0 && !text().startsWith("\n") ? text() : text().substring(0, end + 1);
    }

    String body() {
        return text().substring(head().length());
    }

    /** The values of a field as they stand, on one line each. */
    List<String> rawHeader(String name) {
        List<String> values = new ArrayList<>();
        for (String field : head().split("\n(?![ \t])")) {
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).strip().equalsIgnoreCase(name)) {
                values.add(field.substring(colon + 1).replaceAll("\n", "").strip());
            }
        }
        return values;
    }

    @Override
    public List<String> header(String name) {
        return rawHeader(name).stream().map(MessageText::decoded).toList();
    }

    @Override
    public String headerText() {
        return MessageText.decoded(head());
    }

    @Override
    public String bodyText() {
        return MessageText.body(head(), body());
    }

    @Override
    public Optional<Instant> sent() {
        return date().map(ZonedDateTime::toInstant);
    }

    /** What its {@code Date:} says. */
    Optional<ZonedDateTime> date() {
        for (String each : rawHeader("Date")) {
            try {
                String plain = each.replaceAll("\\s*\\([^)]*\\)\\s*$", "");
                return Optional.of(ZonedDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The first words of its text, on one line. */
    String snippet() {
        String words = bodyText().replaceAll("(?m)^>.*$", "").replaceAll("\\s+", " ").strip();
        byte[] bytes = words.getBytes(UTF_8);
        return bytes.length <= 200 ? words : words.substring(0, Math.min(words.length(), 200));
    }
}
