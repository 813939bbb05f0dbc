package postroom.labs.debian.dovecot.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.server.mailbox.MailFlags;

/**
 * A message in an mbox file as Dovecot keeps it: what it knows of the message is in fields of the header, one of which ends
 * in blanks, so that flags can be written without moving everything behind.
 */
final class MboxMessage {
    private static final String BASE = "X-IMAPbase";
    private static final String UID = "X-UID";
    private static final String STATUS = "Status";
    private static final String MORE_STATUS = "X-Status";
    private static final String KEYWORDS = "X-Keywords";
    private static final String LENGTH = "Content-Length";
    private static final Set<String> OWN =
            Set.of("x-imapbase", "x-imap", "x-uid", "status", "x-status", "x-keywords", "content-length");
    private static final int PADDING = 50;
    private static final int PADDING_WITH_LENGTH = 91;

    private final String separator;
    private final List<String> fields;
    private final String body;
    private int headerLength;

    /**
     * A message of a file.
     *
     * @param separator its line {@code From }
     * @param fields of the header, each with all its lines
     * @param body without the empty line before the next message
     */
    MboxMessage(String separator, List<String> fields, String body) {
        this.separator = separator;
        this.fields = new ArrayList<>(fields);
        this.body = body;
        this.headerLength = length();
    }

    /** What a mailbox knows of its messages, in the first one's header. */
    record Base(long validity, long lastUid, List<String> keywords) {
        String text() {
            String names = keywords.stream().map(it -> " " + it).collect(Collectors.joining());
            return String.format("%d %010d%s", validity, lastUid, names);
        }
    }

    /** A new message, ready to be appended. */
    static MboxMessage appended(
            String separator, List<String> fields, String body, long uid, MailFlags flags, boolean old, Base base) {
        List<String> all = new ArrayList<>(fields);
        all.removeIf(it -> isOwn(name(it)));
        if (base != null) {
            all.add(BASE + ": " + base.text());
        }
        all.add(UID + ": " + uid);
        all.add(STATUS + ": " + status(flags, old));
        if (!moreStatus(flags).isEmpty()) {
            all.add(MORE_STATUS + ": " + moreStatus(flags));
        }
        String length = LENGTH + ": " + body.length();
        String keywords = keywords(flags);
        String pad = " ".repeat(Math.max(0, PADDING_WITH_LENGTH - keywords.length() - length.length() - 1));
        all.add(KEYWORDS + ":" + keywords + pad);
        all.add(length);
        return new MboxMessage(separator, all, body);
    }

    private static String name(String field) {
        int colon = field.indexOf(':');
        return colon < 0 ? "" : field.substring(0, colon).strip();
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    private Optional<String> get(String name) {
        return fields.stream()
                .filter(it -> name(it).equalsIgnoreCase(name))
                .map(it -> it.substring(it.indexOf(':') + 1).strip())
                .findFirst();
    }

    String separator() {
        return separator;
    }

    String body() {
        return body;
    }

    /** The fields that are the message's own. */
    List<String> ownFields() {
        return fields.stream().filter(it -> !isOwn(name(it))).toList();
    }

    /** The message without what Dovecot keeps in its header. */
    String text() {
        return ownFields().stream().map(it -> it + "\n").collect(Collectors.joining()) + "\n" + body;
    }

    long uid() {
        String uid = get(UID).orElse("");
        return uid.matches("[0-9]{1,10}") ? Long.parseLong(uid) : 0;
    }

    /** What the first message says of the mailbox. */
    Optional<Base> base() {
        String text = get(BASE).or(() -> get("X-IMAP")).orElse("");
        if (!text.matches("[0-9]{1,10} +[0-9]{1,10}( .*)?")) {
            return Optional.empty();
        }
        String[] words = text.split("\\s+");
        return Optional.of(new Base(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                List.of(words).subList(2, words.length)));
    }

    boolean isOld() {
        return get(STATUS).orElse("").contains("O");
    }

    MailFlags flags() {
        String status = get(STATUS).orElse("") + get(MORE_STATUS).orElse("");
        int bits = (status.contains("R") ? MailFlags.SEEN : 0)
                | (status.contains("A") ? MailFlags.ANSWERED : 0)
                | (status.contains("F") ? MailFlags.FLAGGED : 0)
                | (status.contains("T") ? MailFlags.DRAFT : 0)
                | (status.contains("D") ? MailFlags.DELETED : 0);
        String keywords = get(KEYWORDS).orElse("");
        return new MailFlags(bits, keywords.isEmpty() ? List.of() : List.of(keywords.split("\\s+")));
    }

    private static String status(MailFlags flags, boolean old) {
        return (flags.has(MailFlags.SEEN) ? "R" : "") + (old ? "O" : "");
    }

    private static String moreStatus(MailFlags flags) {
        return (flags.has(MailFlags.ANSWERED) ? "A" : "")
                + (flags.has(MailFlags.FLAGGED) ? "F" : "")
                + (flags.has(MailFlags.DRAFT) ? "T" : "")
                + (flags.has(MailFlags.DELETED) ? "D" : "");
    }

    private static String keywords(MailFlags flags) {
        return flags.keywords().stream().map(it -> " " + it).collect(Collectors.joining());
    }

    /** Writes into the header what is to be known. @param base for the first message, else null */
    void set(long uid, MailFlags flags, boolean old, Base base) {
        int padded = padded();
        boolean fresh = get(UID).isEmpty();
        if (base != null && get(BASE).isEmpty() && !fresh) {
            fields.remove(index(UID));
            padded = padded();
        }
        put(BASE, base == null ? "" : base.text(), false);
        put(UID, Long.toString(uid), false);
        put(STATUS, status(flags, old), true);
        put(MORE_STATUS, moreStatus(flags), true);
        put(KEYWORDS, keywords(flags).strip(), true);
        if (base == null) {
            fields.removeIf(it -> name(it).equalsIgnoreCase(BASE));
        }
        pad(fresh || padded < 0 ? index(UID) : Math.min(padded, fields.size() - 1), fresh);
    }

    private void put(String name, String value, boolean keepsEmpty) {
        int at = index(name);
        if (at >= 0 && (keepsEmpty || !value.isEmpty())) {
            String was = fields.get(at);
            String blank = name.equals(KEYWORDS) && value.isEmpty() ? "" : " ";
            String now = name + ":" + blank + value;
            if (!was.stripTrailing().equals(now.stripTrailing())) {
                fields.set(at, now);
            }
        } else if (at < 0 && !value.isEmpty()) {
            fields.add(name + ": " + value);
        }
    }

    private int index(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (name(fields.get(i)).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The field of Dovecot's that ends in the most blanks; -1 if none does. */
    private int padded() {
        int found = -1;
        int most = 1;
        for (int i = 0; i < fields.size(); i++) {
            int blanks = fields.get(i).length() - fields.get(i).stripTrailing().length();
            if (isOwn(name(fields.get(i))) && blanks > most) {
                found = i;
                most = blanks;
            }
        }
        return found;
    }

    private void pad(int at, boolean fresh) {
        String bare = fields.get(at).stripTrailing();
        int natural = length() - fields.get(at).length() + bare.length();
        int room = headerLength - natural;
        int blanks = fresh || room < 0 ? PADDING : room;
        fields.set(at, bare + " ".repeat(blanks));
        headerLength = length();
    }

    private int length() {
        return fields.stream().mapToInt(it -> it.length() + 1).sum();
    }

    /** The message as it stands in the file, with the empty line behind it. */
    String stored() {
        StringBuilder text = new StringBuilder(separator).append('\n');
        fields.forEach(it -> text.append(it).append('\n'));
        return text.append('\n').append(body).append('\n').toString();
    }
}
