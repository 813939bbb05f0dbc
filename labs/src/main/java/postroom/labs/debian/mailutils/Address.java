package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An e-mail address as mailutils reads it (RFC 822).
 *
 * @param personal a name, or empty
 * @param local what stands before the @
 * @param domain what stands behind it; empty if there is none
 */
record Address(String personal, String local, String domain) {
    private static final String SPECIALS = "()<>@,;:\\\"[]";

    /** An address list that cannot be read. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("Malformed email address");
        }
    }

    /** The addresses of a list. */
    static List<Address> list(String text) throws Malformed {
        List<Address> all = new ArrayList<>();
        for (String each : parts(Header.unfold(text))) {
            if (!each.isBlank()) {
                all.add(one(each.strip()));
            }
        }
        if (all.isEmpty()) {
            throw new Malformed();
        }
        return all;
    }

    /** The list, or nothing if it cannot be read. */
    static List<Address> listOrNone(String text) {
        try {
            return list(text);
        } catch (Malformed e) {
            return List.of();
        }
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        int comment = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (quoted || comment > 0) && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '"' && comment == 0;
            comment += quoted ? 0 : c == '(' ? 1 : c == ')' && comment > 0 ? -1 : 0;
            if (c == ',' && !quoted && comment == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static Address one(String text) throws Malformed {
        StringBuilder comment = new StringBuilder();
        String bare = withoutComments(text, comment).strip();
        int angle = bare.lastIndexOf('<');
        if (angle < 0) {
            return spec(bare, comment.toString(), false);
        }
        if (!bare.endsWith(">")) {
            throw new Malformed();
        }
        String phrase = unquoted(bare.substring(0, angle).strip());
        return spec(bare.substring(angle + 1, bare.length() - 1).strip(), phrase, true);
    }

    private static Address spec(String spec, String personal, boolean needsDomain) throws Malformed {
        int at = spec.lastIndexOf('@');
        String local = at < 0 ? spec : spec.substring(0, at);
        String domain = at < 0 ? "" : spec.substring(at + 1);
        boolean quotedLocal = local.matches("\"[^\"]*\"");
        boolean good = !local.isEmpty()
                && (quotedLocal || isAtoms(local))
                && (at < 0 ? !needsDomain : !domain.isEmpty() && (isAtoms(domain) || domain.matches("\\[[^\\]]*\\]")));
        if (!good) {
            throw new Malformed();
        }
        return new Address(personal, local, domain);
    }

    private static boolean isAtoms(String text) {
        return text.chars().allMatch(c -> c > ' ' && c != 127 && SPECIALS.indexOf(c) < 0);
    }

    private static String withoutComments(String text, StringBuilder comment) {
        StringBuilder bare = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"' && depth == 0;
            if (c == '(' && !quoted) {
                depth++;
            } else if (c == ')' && !quoted && depth > 0) {
                depth--;
            } else {
                (depth > 0 ? comment : bare).append(c);
            }
        }
        return bare.toString();
    }

    private static String unquoted(String phrase) {
        return phrase.replaceAll("(?<!\\\\)\"", "").replaceAll("\\\\(.)", "$1");
    }

    /** The address alone. */
    String email() {
        return domain.isEmpty() ? local : local + "@" + domain;
    }

    /** The same in a domain, if it has none. */
    Address in(String home) {
        return domain.isEmpty() ? new Address(personal, local, home) : this;
    }

    /** As it is written into a header. */
    String printable() {
        if (domain.isEmpty()) {
            return local;
        }
        return (personal.isEmpty() ? "" : "\"" + personal + "\" ") + "<" + email() + ">";
    }

    /** A list as it is written into a header. */
    static String printable(List<Address> list) {
        StringBuilder text = new StringBuilder();
        list.forEach(it -> text.append(text.length() == 0 ? "" : ",").append(it.printable()));
        return text.toString();
    }

    /** Adds to a list what is not in it. */
    static void unite(List<Address> list, List<Address> more) {
        for (Address each : more) {
            Optional<Address> same = list.stream()
                    .filter(it -> it.email().equalsIgnoreCase(each.email()))
                    .findFirst();
            if (same.isEmpty()) {
                list.add(each);
            }
        }
    }
}
