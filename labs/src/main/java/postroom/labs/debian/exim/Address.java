package postroom.labs.debian.exim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mail addresses as Exim reads them from people: bare, or in angle brackets behind a name. */
final class Address {
    private static final Pattern BRACKETS = Pattern.compile("[^<>]*<([^<>]*)>\\s*");
    private static final Pattern LOCAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s@<>()\\[\\]\\\\,;:\"]+");
    private static final String WORD = "missing or malformed local part (expected word or \"<\")";

    private Address() {}

    /** An address, or what is wrong with it. */
    record Parsed(String address, String fault) {}

    static Parsed parse(String typed) {
        String text = typed.strip();
        Matcher brackets = BRACKETS.matcher(text);
        if (brackets.matches()) {
            text = brackets.group(1).strip();
        }
        if (text.isEmpty()) {
            return new Parsed(null, "empty address");
        }
        Matcher local = LOCAL.matcher(text);
        if (!local.lookingAt() || text.substring(local.end()).matches("\\s.*")) {
            return new Parsed(null, WORD);
        }
        String rest = text.substring(local.end());
        if (rest.isEmpty()) {
            return new Parsed(text, null);
        }
        if (!rest.startsWith("@")) {
            return new Parsed(null, "\"@\" or \".\" expected after \"" + local.group() + "\"");
        }
        String domain = rest.substring(1);
        if (!domain.matches("[A-Za-z0-9](?:[A-Za-z0-9._-]*)(?:@.*)?")) {
            return new Parsed(null, "domain missing or malformed");
        }
        int more = domain.indexOf('@');
        return more < 0
                ? new Parsed(text, null)
                : new Parsed(
                        null,
                        "malformed address: " + domain.substring(more) + " may not follow " + local.group() + "@"
                                + domain.substring(0, more));
    }

    static String qualified(String address, String domain) {
        return address.isEmpty() || address.indexOf('@') >= 0 ? address : address + "@" + domain;
    }

    static String local(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1);
    }
}
