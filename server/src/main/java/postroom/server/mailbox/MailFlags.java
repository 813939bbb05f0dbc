package postroom.server.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The flags of a message (RFC 3501 §2.3.2).
 *
 * @param bits system flags, of the constants here
 * @param keywords user's keywords, without doubles, in the mailbox' order
 */
public record MailFlags(int bits, List<String> keywords) {
    public static final int ANSWERED = 1;
    public static final int FLAGGED = 2;
    public static final int DELETED = 4;
    public static final int SEEN = 8;
    public static final int DRAFT = 16;

    /** Names of the system flags; the bit of each is 1 shifted by its index. */
    public static final List<String> NAMES = List.of("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft");

    /** No flag. */
    public static final MailFlags NONE = new MailFlags(0, List.of());

    /** Keeps its own copy. */
    public MailFlags {
        keywords = List.copyOf(keywords);
    }

    /** The bit of a system flag in any case, 0 for what is none. */
    public static int bit(String name) {
        for (int i = 0; i < NAMES.size(); i++) {
            if (NAMES.get(i).equalsIgnoreCase(name)) {
                return 1 << i;
            }
        }
        return 0;
    }

    /** Whether a system flag is set. */
    public boolean has(int bit) {
        return (bits & bit) != 0;
    }

    /** Whether a keyword is set, in any case. */
    public boolean hasKeyword(String name) {
        return keywords.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** These and others. */
    public MailFlags plus(MailFlags other) {
        List<String> all = new ArrayList<>(keywords);
        for (String each : other.keywords) {
            if (!hasKeyword(each)) {
                all.add(each);
            }
        }
        return new MailFlags(bits | other.bits, all);
    }

    /** These without others. */
    public MailFlags minus(MailFlags other) {
        List<String> left = new ArrayList<>(keywords);
        left.removeIf(other::hasKeyword);
        return new MailFlags(bits & ~other.bits, left);
    }

    /** Whether both say the same, whatever the order and case of keywords. */
    public boolean same(MailFlags other) {
        return bits == other.bits
                && keywords.size() == other.keywords.size()
                && keywords.stream().allMatch(other::hasKeyword);
    }

    /** As IMAP writes them, with a blank between. */
    public String text(boolean recent) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            if (has(1 << i)) {
                out.append(' ').append(NAMES.get(i));
            }
        }
        if (recent) {
            out.append(" \\Recent");
        }
        keywords.forEach(each -> out.append(' ').append(each));
        return out.isEmpty() ? "" : out.substring(1);
    }

    /** Reads names of flags with blanks between; what is no system flag is a keyword. */
    public static MailFlags parse(String text) {
        MailFlags all = NONE;
        for (String each : text.trim().split("\\s+")) {
            if (!each.isEmpty() && !each.toLowerCase(Locale.ROOT).equals("\\recent")) {
                int bit = bit(each);
                all = all.plus(bit != 0 ? new MailFlags(bit, List.of()) : new MailFlags(0, List.of(each)));
            }
        }
        return all;
    }
}
