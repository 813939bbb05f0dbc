package postroom.labs.debian.mailutils;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.gnu.Text;

/** A message of a mailbox, its state in the mailbox and what has been done with it in this session. */
final class StoredMessage {
    /** What a mailbox says of a message, with the letters of the field {@code Status:}. */
    enum Attribute {
        ANSWERED('A'),
        FLAGGED('F'),
        DELETED('D'),
        DRAFT('d'),
        /** A session has seen it in the list. */
        SEEN('O'),
        FORWARDED('P'),
        READ('R');

        private final char letter;

        Attribute(char letter) {
            this.letter = letter;
        }
    }

    /** What this session did with it. */
    enum Mark {
        MBOXED,
        PRESERVED,
        SAVED,
        TAGGED,
        SHOWN,
        TOUCHED
    }

    private final String sender;
    private final String date;
    private final Header header;
    private final String body;
    private final Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private boolean modified;
    private boolean loaded;

    /**
     * A message.
     *
     * @param sender the envelope sender, and {@code date} when it came, as {@code ctime(3)} writes it
     * @param body without what separates it from the next message
     */
    StoredMessage(String sender, String date, Header header, String body) {
        this.sender = sender;
        this.date = date;
        this.header = header;
        this.body = body;
    }

    String sender() {
        return sender;
    }

    String date() {
        return date;
    }

    Header header() {
        return header;
    }

    String body() {
        return body;
    }

    /** The whole message. */
    String text() {
        return header.text() + "\n" + body;
    }

    int lines() {
        return header.lines() + 1 + (int) body.chars().filter(it -> it == '\n').count();
    }

    int size() {
        return Text.bytes(text()).length;
    }

    boolean is(Attribute attribute) {
        return attributes.contains(attribute);
    }

    /** Sets or takes an attribute, by which the mailbox must be written. */
    void set(Attribute attribute, boolean on) {
        modified |= on ? attributes.add(attribute) : attributes.remove(attribute);
    }

    boolean has(Mark mark) {
        return marks.contains(mark);
    }

    void mark(Mark mark, boolean on) {
        if (on) {
            marks.add(mark);
        } else {
            marks.remove(mark);
        }
    }

    /** It was shown to the reader. */
    void shown() {
        set(Attribute.READ, true);
        mark(Mark.SHOWN, true);
    }

    boolean isDeleted() {
        return is(Attribute.DELETED);
    }

    /** No session has listed it yet. */
    boolean isRecent() {
        return !is(Attribute.SEEN);
    }

    boolean isModified() {
        return modified;
    }

    /** Forgets that attributes were changed, as after reading them from the mailbox. */
    void settle() {
        modified = false;
    }

    /** Whether more than its place in the mailbox was asked for: such a one is written anew, with its envelope tidied up. */
    boolean isLoaded() {
        return loaded;
    }

    void load() {
        loaded = true;
    }

    /** The attributes as {@code Status:} has them. */
    String status() {
        StringBuilder letters = new StringBuilder();
        for (Attribute each : Attribute.values()) {
            if (attributes.contains(each)) {
                letters.append(each.letter);
            }
        }
        return letters.toString();
    }

    /** Takes the attributes from the value of {@code Status:}. */
    void status(String letters) {
        for (Attribute each : List.of(Attribute.values())) {
            if (letters.indexOf(each.letter) >= 0) {
                attributes.add(each);
            }
        }
    }
}
