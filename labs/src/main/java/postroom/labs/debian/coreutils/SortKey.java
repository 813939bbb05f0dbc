package postroom.labs.debian.coreutils;

import java.util.Locale;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/**
 * A key of {@code sort -k}: from a field (and character) to another, with its own ordering.
 *
 * @param toField 0 for the end of the line
 * @param flags some of {@code bdfghiMnrRV}
 */
record SortKey(int field, int offset, int toField, int toOffset, String flags, boolean endBlanks, String separator) {
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    static SortKey whole(String flags, String separator) {
        return new SortKey(1, 1, 0, 0, flags, false, separator);
    }

    static SortKey parse(String spec, String global, String separator) {
        java.util.regex.Matcher m = java.util.regex.Pattern.compile(
                        "([0-9]{1,9})(?:\\.([0-9]{1,9}))?([bdfghiMnrRV]*)(?:,([0-9]{1,9})(?:\\.([0-9]{1,9}))?([bdfghiMnrRV]*))?")
                .matcher(spec);
        if (!m.matches()) {
            if (!spec.isEmpty() && Character.isDigit(spec.charAt(0))) {
                throw Failure.of(
                        2, "stray character in field spec: invalid field specification " + Quoting.locale(spec));
            }
            throw Failure.of(2, "invalid number at field start: invalid count at start of " + Quoting.locale(spec));
        }
        int field = Integer.parseInt(m.group(1));
        int offset = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
        if (field == 0) {
            throw Failure.of(2, "field number is zero: invalid field specification " + Quoting.locale(spec));
        }
        if (offset == 0) {
            throw Failure.of(2, "character offset is zero: invalid field specification " + Quoting.locale(spec));
        }
        int toField = m.group(4) == null ? 0 : Integer.parseInt(m.group(4));
        int toOffset = m.group(5) == null ? 0 : Integer.parseInt(m.group(5));
        String second = m.group(6) == null ? "" : m.group(6);
        String own = m.group(3) + second;
        return new SortKey(
                field, offset, toField, toOffset, own.isEmpty() ? global : own, second.contains("b"), separator);
    }

    private boolean is(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    int compare(String a, String b) {
        int order = compareKeys(key(a), key(b));
        return is('r') ? -order : order;
    }

    private int compareKeys(String a, String b) {
        if (is('n')) {
            return Sort.number(a).compareTo(Sort.number(b));
        }
        if (is('g')) {
            return Double.compare(general(a), general(b));
        }
        if (is('h')) {
            return human(a).compareTo(human(b));
        }
        if (is('M')) {
            return month(a) - month(b);
        }
        if (is('V')) {
            return VersionOrder.compare(folded(a), folded(b));
        }
        if (is('R')) {
            return Integer.compare(a.hashCode() * 0x9E3779B9, b.hashCode() * 0x9E3779B9);
        }
        return Sort.compareBytes(folded(a), folded(b));
    }

    private String folded(String key) {
        String text = key;
        if (is('d')) {
            text = text.replaceAll("[^A-Za-z0-9 \t]", "");
        }
        if (is('i')) {
            text = text.replaceAll("[^ -~]", "");
        }
        return is('f') ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static double general(String key) {
        java.util.regex.Matcher m = java.util.regex.Pattern.compile(
                        "^\\s*([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)")
                .matcher(key);
        return m.find() ? Double.parseDouble(m.group(1)) : Double.NEGATIVE_INFINITY;
    }

    private static java.math.BigDecimal human(String key) {
        java.math.BigDecimal number = Sort.number(key);
        String rest = key.strip().replaceFirst("^-?[0-9.]*", "");
        int unit = rest.isEmpty() ? -1 : "KMGTPEZY".indexOf(Character.toUpperCase(rest.charAt(0)));
        return number.multiply(java.math.BigDecimal.TEN.pow(30 * (unit + 1) / 1));
    }

    private static int month(String key) {
        String text = key.strip().toUpperCase(Locale.ROOT);
        int at = text.length() < 3 ? -1 : MONTHS.indexOf(text.substring(0, 3));
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
    }

    private String key(String line) {
        int from = fieldStart(line, field);
        if (is('b')) {
            from = skipBlanks(line, from);
        }
        from = Math.min(line.length(), from + offset - 1);
        int to = end(line);
        return to <= from ? "" : line.substring(from, to);
    }

    private int end(String line) {
        if (toField == 0) {
            return line.length();
        }
        if (toOffset == 0) {
            return fieldEnd(line, toField);
        }
        int start = fieldStart(line, toField);
        start = endBlanks ? skipBlanks(line, start) : start;
        return Math.min(line.length(), start + toOffset);
    }

    private int fieldStart(String line, int number) {
        int at = 0;
        for (int i = 1; i < number; i++) {
            at = fieldEnd(line, at, separator);
            if (separator != null && at < line.length()) {
                at++;
            }
        }
        return at;
    }

    private int fieldEnd(String line, int number) {
        return fieldEnd(line, fieldStart(line, number), separator);
    }

    private static int fieldEnd(String line, int from, String separator) {
        if (separator != null) {
            int end = line.indexOf(separator.equals("\\0") ? "\0" : separator, from);
            return end < 0 ? line.length() : end;
        }
        int at = skipBlanks(line, from);
        while (at < line.length() && " \t".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && " \t".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
