package postroom.labs.debian.dovecot.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.query.Candidate;
import postroom.labs.debian.dovecot.storage.StoredMailbox;
import postroom.labs.debian.gnu.Text;
import postroom.server.imap.fetch.BodyStructure;
import postroom.server.imap.fetch.Envelope;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;
import postroom.server.message.EncodedWords;
import postroom.server.message.Header;
import postroom.server.message.MessageDate;
import postroom.server.message.MimePart;

/** A message of a mailbox that a command looks at. Its text is read when it is asked for. */
final class FoundMessage implements Candidate {
    private final Mailbox mailbox;
    private final MailboxView view;
    private final int index;
    private MimePart part;

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

    /** Something asked for that there is not. */
    static final class Fatal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fatal(String message) {
            super(message, null, false, false);
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

    /** What the storage calls it. */
    String storageId() {
        return ask(() -> ((StoredMailbox) mailbox).storageId(record().uid()));
    }

    /** Its length as it is stored. */
    long fileSize() {
        return ask(() -> ((StoredMailbox) mailbox).fileSize(record().uid()));
    }

    private MimePart part() {
        if (part == null) {
            part = MimePart.parse(ask(() -> mailbox.read(record().uid())));
        }
        return part;
    }

    private String raw(int start, int end) {
        return Text.of(part().text(), start, end - start);
    }

    private String text(int start, int end) {
        return raw(start, end).replace("\r\n", "\n");
    }

    /** The whole, with LF at line ends. */
    String text() {
        return text(0, part().end());
    }

    /** The header with the empty line behind it. */
    String head() {
        return text(0, part().bodyStart());
    }

    String body() {
        return text(part().bodyStart(), part().end());
    }

    /**
     * A section as IMAP names it, with CR LF at line ends: the number of a part, {@code header}, {@code text}, {@code 1.mime}; empty if there is none.
     *
     * @param decoded true to take the encoding of a part off
     */
    String section(String name, boolean decoded) {
        int word = name.length() - name.replaceFirst("[a-z]+$", "").length();
        String what = name.substring(name.length() - word);
        String number = name.substring(0, name.length() - word).replaceFirst("\\.$", "");
        List<Integer> path = number.isEmpty()
                ? List.of()
                : Arrays.stream(number.split("\\.")).map(Integer::valueOf).toList();
        Optional<MimePart> found = part().find(path);
        if (found.isEmpty()) {
            return "";
        }
        MimePart it = found.get();
        return switch (what) {
            case "mime", "header" -> raw(it.start(), it.bodyStart());
            case "text" -> raw(it.bodyStart(), it.end());
            default -> decoded ? Text.of(it.decoded()) : raw(path.isEmpty() ? it.start() : it.bodyStart(), it.end());
        };
    }

    /** The whole in UTF-8 and without encodings, part for part. */
    String decoded() {
        StringBuilder all = new StringBuilder();
        decoded(part(), all);
        return all.toString();
    }

    private static void decoded(MimePart part, StringBuilder all) {
        all.append(headerText(part)).append('\n');
        part.children().forEach(it -> decoded(it, all));
        if (part.children().isEmpty()) {
            all.append(content(part));
        }
    }

    /** The values of a field as they stand, on one line each. */
    List<String> rawHeader(String name) {
        return part().header().all(name).stream()
                .map(it -> Text.of(it.getBytes(ISO_8859_1)))
                .toList();
    }

    @Override
    public List<String> header(String name) {
        return part().header().all(name).stream().map(EncodedWords::decode).toList();
    }

    @Override
    public String headerText() {
        return headerText(part());
    }

    private static String headerText(MimePart part) {
        StringBuilder all = new StringBuilder();
        for (Header.Field each : part.header().fields()) {
            String value = EncodedWords.decode(part.header().value(each).replace('\t', ' '));
            all.append(each.name()).append(": ").append(value).append('\n');
        }
        return all.toString();
    }

    @Override
    public String bodyText() {
        StringBuilder all = new StringBuilder();
        collect(part(), all);
        return all.toString();
    }

    private static void collect(MimePart part, StringBuilder all) {
        part.children().forEach(it -> collect(it, all));
        if (part.children().isEmpty() && (part.isText() || part.isMultipart())) {
            all.append(content(part));
        }
    }

    private static String content(MimePart part) {
        String charset = part.type().get("charset").orElse("UTF-8");
        boolean plain = charset.equalsIgnoreCase("UTF-8") || charset.equalsIgnoreCase("US-ASCII");
        String text = plain ? Text.of(part.decoded()) : new String(part.decoded(), EncodedWords.charset(charset));
        return text.replace("\r\n", "\n");
    }

    @Override
    public Optional<Instant> sent() {
        return date().map(OffsetDateTime::toInstant);
    }

    /** What its {@code Date:} says. */
    Optional<OffsetDateTime> date() {
        return part().header().first("Date").flatMap(MessageDate::parse);
    }

    /** What IMAP says of its header, without the parentheses around. */
    String envelope() {
        return inner(Envelope.text(part().header()));
    }

    /** What IMAP says of its parts, without the parentheses around. */
    String structure(boolean extended) {
        return inner(BodyStructure.text(part(), extended));
    }

    private static String inner(String list) {
        return Text.of(list.substring(1, list.length() - 1).getBytes(ISO_8859_1));
    }

    /** The first words of its text, on one line. */
    String snippet() {
        String words =
                bodyText().replaceAll("(?m)^>.*$", "").replaceAll("\\s+", " ").strip();
        byte[] bytes = words.getBytes(UTF_8);
        return bytes.length <= 200 ? words : words.substring(0, Math.min(words.length(), 200));
    }
}
