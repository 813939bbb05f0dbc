package postroom.labs.debian.dovecot.query;

import java.util.Locale;

/**
 * A pattern for mailbox names: {@code *} stands for anything, {@code %} for anything within one level.
 *
 * @param text the pattern, with INBOX in capitals
 */
public record MailboxPattern(String text) {
    /** A pattern that matches INBOX in any case. */
    public static MailboxPattern of(String text) {
        return new MailboxPattern(text.toUpperCase(Locale.ROOT).equals("INBOX") ? "INBOX" : text);
    }

    /** Whether it is a name and no pattern. */
    public boolean isName() {
        return text.indexOf('*') < 0 && text.indexOf('%') < 0;
    }

    /** Whether a name is meant. */
    public boolean matches(String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (char c : text.toCharArray()) {
            boolean[] next = new boolean[reached.length];
            for (int i = 0; i < reached.length; i++) {
                if (c == '*' || c == '%') {
                    boolean border = i > 0 && (name.charAt(i - 1) == '.' || name.charAt(i - 1) == '/');
                    next[i] = reached[i] || i > 0 && next[i - 1] && !(c == '%' && border);
                } else {
                    next[i] = i > 0 && reached[i - 1] && name.charAt(i - 1) == c;
                }
            }
            reached = next;
        }
        return reached[name.length()];
    }
}
