package postroom.labs.debian.gnu;

/** How GNU programs write names in their messages (gnulib's {@code quotearg}), for a UTF-8 locale. */
public final class Quoting {
    private static final String ALWAYS_SPECIAL = " !\"$&'()*;<=>[^`|\\?";

    private Quoting() {}

    /** As a shell would need it, with apostrophes only where it needs them: {@code cat: 'no such': ...}. */
    public static String name(String text) {
        return needsQuotes(text) ? always(text) : text;
    }

    /** As a shell would need it, with apostrophes in any case: {@code cannot access 'x'}. */
    public static String always(String text) {
        boolean apostrophe = text.indexOf('\'') >= 0;
        boolean control = text.chars().anyMatch(it -> it < ' ' || it == 0x7f || it >= 0xDC80 && it <= 0xDCFF);
        if (apostrophe && !control && text.chars().noneMatch(it -> "\"$`\\!".indexOf(it) >= 0)) {
            return "\"" + text + "\"";
        }
        if (!control) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        return withControls(text);
    }

    private static String withControls(String text) {
        StringBuilder out = new StringBuilder("'");
        boolean escaping = false;
        for (char c : text.toCharArray()) {
            boolean control = c < ' ' || c == 0x7f || c >= 0xDC80 && c <= 0xDCFF;
            if (control != escaping) {
                out.append(control ? "'$'" : "''");
                escaping = control;
            }
            if (control) {
                int at = "\u0007\b\t\n\u000b\f\r".indexOf(c);
                out.append(at >= 0 ? "\\" + "abtnvfr".charAt(at) : String.format("\\%03o", c & 0xFF));
            } else if (c == '\'') {
                out.append("'\\''");
            } else {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }

    /** Between the quotation marks of the locale: {@code invalid mode: ‘x’}. */
    public static String locale(String text) {
        return "\u2018" + text + "\u2019";
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '~' || text.equals("{") || text.equals("}")) {
            return true;
        }
        return text.chars()
                .anyMatch(it ->
                        ALWAYS_SPECIAL.indexOf(it) >= 0 || it < ' ' || it == 0x7f || it >= 0xDC80 && it <= 0xDCFF);
    }
}
