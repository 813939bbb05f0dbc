package postroom.labs.debian.dovecot.sieve.script;

import java.util.Optional;

/** A single address as {@code redirect} and {@code vacation :from} take it (Pigeonhole's {@code sieve_address_parse}). */
public final class MailboxAddress {
    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private int at;

    private MailboxAddress(String text) {
        this.text = text;
    }

    /** The address without its phrase; as it is, if it is wrong. */
    public static String bare(String text) {
        int open = text.lastIndexOf('<');
        return (open < 0 ? text : text.substring(open + 1).replaceFirst(">.*", "")).strip();
    }

    /** What is wrong with an address, without a full stop. */
    public static Optional<String> fault(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.of("empty address");
        }
        int open = stripped.indexOf('<');
        boolean angle = open >= 0 && stripped.endsWith(">");
        String spec = angle ? stripped.substring(open + 1, stripped.length() - 1) : stripped;
        return Optional.ofNullable(new MailboxAddress(spec).check());
    }

    private String check() {
        String local = text.startsWith("\"") ? quoted() : dotAtom();
        if (local.isEmpty()) {
            return "invalid local part";
        }
        if (at >= text.length() || text.charAt(at) != '@') {
            return "invalid or lonely local part '" + local + "' (expecting '@')";
        }
        at++;
        String domain = text.startsWith("[", at) ? literal() : dotAtom();
        if (domain.isEmpty()) {
            return "invalid or missing domain";
        }
        String rest = text.substring(at).strip();
        if (rest.startsWith(",")) {
            return "not a single address (found ',')";
        }
        return rest.isEmpty() ? null : "address ends in invalid characters";
    }

    private String dotAtom() {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean fits = Character.isLetterOrDigit(c) || c > 127 || ATOM.indexOf(c) >= 0;
            boolean dot = c == '.' && at > start;
            if (!fits && !dot) {
                break;
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int end = text.indexOf('"', 1);
        at = end < 0 ? text.length() : end + 1;
        return text.substring(0, at);
    }

    private String literal() {
        int start = at;
        int end = text.indexOf(']', at);
        at = end < 0 ? text.length() : end + 1;
        return text.substring(start, at);
    }
}
