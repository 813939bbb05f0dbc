package postroom.server.message;

import java.util.ArrayList;
import java.util.List;

/**
 * An address of a header field (RFC 5322 §3.4), or the beginning or end of a group, as IMAP's ENVELOPE has them.
 *
 * @param name the display name, or null
 * @param route the hosts that the mail was to go by ({@code @a,@b}; obsolete), or null
 * @param mailbox the local part; the name of a group that begins; null where a group ends
 * @param domain null at both ends of a group
 */
public record Address(String name, String route, String mailbox, String domain) {
    /** Without a route. */
    public Address(String name, String mailbox, String domain) {
        this(name, null, mailbox, domain);
    }

    /** As it is searched for: {@code Name <local@domain>}. */
    public String text() {
        String spec = mailbox == null ? "" : mailbox + (domain == null ? "" : "@" + domain);
        return name == null ? spec : name + " <" + spec + ">";
    }

    /** Takes a list apart. */
    public static List<Address> parse(String text) {
        return new Parser(text).list();
    }

    private static final class Parser {
        private static final int MOST = 5_000;

        private final String text;
        private int at;
        private final List<Address> out = new ArrayList<>();

        Parser(String text) {
            this.text = text;
        }

        List<Address> list() {
            StringBuilder phrase = new StringBuilder();
            StringBuilder glued = new StringBuilder();
            String comment = null;
            boolean group = false;
            while (out.size() < MOST) {
                String word = next();
                if (word == null || word.equals(",") || word.equals(";")) {
                    plain(phrase, glued, comment);
                    comment = null;
                    if (word == null) {
                        break;
                    }
                    if (word.equals(";") && group) {
                        out.add(new Address(null, null, null));
                        group = false;
                    }
                } else if (word.equals(":")) {
                    out.add(new Address(null, phrase.toString(), null));
                    group = true;
                    clear(phrase, glued);
                } else if (word.equals("<")) {
                    angle(phrase.toString());
                    clear(phrase, glued);
                } else if (word.startsWith("(")) {
                    comment = word.substring(1);
                } else {
                    boolean tight = at - lastLength == glueEnd && glued.length() > 0;
                    add(phrase, glued, word, tight);
                }
            }
            if (group) {
                out.add(new Address(null, null, null));
            }
            return out;
        }

        private int glueEnd;
        private int lastLength;
        private boolean quoted;

        private void add(StringBuilder phrase, StringBuilder glued, String word, boolean tight) {
            if (phrase.length() > 0 && !tight) {
                phrase.append(' ');
            }
            phrase.append(word);
            glued.append(word);
            glueEnd = at;
        }

        private static void clear(StringBuilder phrase, StringBuilder glued) {
            phrase.setLength(0);
            glued.setLength(0);
        }

        /** What had no angle brackets: {@code local@domain}, or a name only. */
        private void plain(StringBuilder phrase, StringBuilder glued, String comment) {
            if (glued.length() > 0) {
                String spec = glued.toString();
                int sign = spec.lastIndexOf('@');
                String domain = sign < 0 ? "MISSING_DOMAIN" : spec.substring(sign + 1);
                String local = sign < 0 ? phrase.toString() : spec.substring(0, sign);
                out.add(new Address(comment, local, domain));
            }
            clear(phrase, glued);
        }

        private void angle(String name) {
            int end = text.indexOf('>', at);
            String spec = text.substring(at, end < 0 ? text.length() : end).strip();
            at = end < 0 ? text.length() : end + 1;
            int route = spec.startsWith("@") ? spec.indexOf(':') : -1;
            String hosts = route > 0 ? spec.substring(0, route) : null;
            spec = withoutComments(spec.substring(route + 1));
            int sign = spec.lastIndexOf('@');
            String local = sign < 0 ? spec : spec.substring(0, sign);
            if (local.length() > 1 && local.startsWith("\"") && local.endsWith("\"")) {
                local = local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1");
            }
            String domain = sign < 0 ? "MISSING_DOMAIN" : spec.substring(sign + 1);
            if (spec.isEmpty()) {
                local = "MISSING_MAILBOX";
            }
            out.add(new Address(name.isEmpty() ? null : name, hosts, local, domain));
        }

        private static String withoutComments(String spec) {
            return spec.indexOf('(') < 0 || spec.startsWith("\"") ? spec : spec.replaceAll("\\s*\\([^()]*\\)\\s*", "");
        }

        /** The next word, one of {@code , ; : <}, a comment with its opening bracket, or null at the end. */
        private String next() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
            if (at >= text.length()) {
                return null;
            }
            int start = at;
            char c = text.charAt(at);
            String word;
            if (",;:<".indexOf(c) >= 0) {
                at++;
                word = String.valueOf(c);
            } else if (c == '"') {
                word = delimited('"', '"');
            } else if (c == '(') {
                word = "(" + delimited('(', ')');
            } else {
                while (at < text.length() && text.charAt(at) > ' ' && ",;:<\"(".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                word = text.substring(start, Math.max(at, start + 1));
                at = Math.max(at, start + 1);
            }
            quoted = c == '"';
            lastLength = at - start;
            return quoted && word.isEmpty() ? " " : word;
        }

        private String delimited(char open, char close) {
            StringBuilder word = new StringBuilder();
            int depth = 1;
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length()) {
                    word.append(text.charAt(at++));
                    continue;
                }
                if (c == close && --depth == 0) {
                    break;
                }
                if (c == open && open != close) {
                    depth++;
                }
                word.append(c);
            }
            return word.toString();
        }
    }
}
