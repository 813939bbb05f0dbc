package postroom.labs.debian.dovecot.sieve.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.dovecot.sieve.script.Statement;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** How a test compares values with keys: match type (RFC 5228 §2.7.1, RFC 5231, regex) and comparator (RFC 4790). */
final class Comparison {
    private final Statement test;
    private final Variables variables;
    private final String comparator;

    Comparison(Statement test, Variables variables) {
        this.test = test;
        this.variables = variables;
        String usual = test.name().equals("string") ? "i;octet" : "i;ascii-casemap"; // as in tst-string.c
        this.comparator = test.string("comparator").orElse(usual);
    }

    /** Whether any of the values matches any of the keys. */
    boolean any(List<String> values, List<String> keys) {
        if (test.has("count")) {
            String count = Integer.toString(values.size());
            return keys.stream()
                    .anyMatch(it -> relates(test.string("count").orElseThrow(), count, it, "i;ascii-numeric"));
        }
        for (String value : values) {
            for (String key : keys) {
                if (matches(value, key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean matches(String value, String key) {
        if (test.has("contains")) {
            return folded(value).contains(folded(key));
        }
        if (test.has("matches")) {
            return wildcards(value, key);
        }
        if (test.has("regex")) {
            return regex(value, key);
        }
        if (test.has("value")) {
            return relates(test.string("value").orElseThrow(), value, key, comparator);
        }
        return compare(value, key, comparator) == 0;
    }

    private String folded(String text) {
        return comparator.equals("i;octet") ? text : asciiLower(text);
    }

    private static String asciiLower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + 32));
            }
        }
        return out.toString();
    }

    private static int compare(String a, String b, String comparator) {
        return switch (comparator) {
            case "i;octet" -> a.compareTo(b);
            case "i;ascii-numeric" -> numeric(a, b);
            default -> asciiLower(a).compareTo(asciiLower(b));
        };
    }

    /** A string that begins with no digit is more than every number, and the same as another such (RFC 4790 §9.1). */
    private static int numeric(String a, String b) {
        BigInteger first = number(a);
        BigInteger second = number(b);
        if (first == null || second == null) {
            return Boolean.compare(first == null, second == null);
        }
        return first.compareTo(second);
    }

    private static BigInteger number(String text) {
        int end = 0;
        while (end < text.length() && end < 1000 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? null : new BigInteger(text.substring(0, end));
    }

    private static boolean relates(String relation, String value, String key, String comparator) {
        int order = compare(value, key, comparator);
        return switch (relation.toLowerCase(Locale.ROOT)) {
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            case "le" -> order <= 0;
            case "eq" -> order == 0;
            default -> order != 0;
        };
    }

    private boolean wildcards(String value, String key) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '*') {
                pattern.append("(.*?)");
            } else if (c == '?') {
                pattern.append("(.)");
            } else {
                boolean escape = c == '\\' && i + 1 < key.length();
                pattern.append(Pattern.quote(String.valueOf(escape ? key.charAt(++i) : c)));
            }
        }
        int flags = Pattern.DOTALL | (comparator.equals("i;octet") ? 0 : Pattern.CASE_INSENSITIVE);
        Matcher matcher = Pattern.compile(pattern.toString(), flags).matcher(new Budgeted(value, () -> {}));
        return remember(matcher, true);
    }

    private boolean regex(String value, String key) {
        try {
            int flags = comparator.equals("i;octet") ? 0 : Pattern.CASE_INSENSITIVE;
            Pattern pattern = PosixRegex.compile(key, PosixRegex.Syntax.EXTENDED, flags);
            return remember(pattern.matcher(new Budgeted(value, () -> {})), false);
        } catch (RegexException e) { // from a variable; Pigeonhole takes it for a pattern that matches nothing
            return false;
        }
    }

    /** A match sets the variables ${0}, ${1} … */
    private boolean remember(Matcher matcher, boolean whole) {
        try {
            if (whole ? !matcher.matches() : !matcher.find()) {
                return false;
            }
        } catch (Budgeted.TooLong e) { // Pigeonhole, too, gives up on what takes too long
            return false;
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i) == null ? "" : matcher.group(i));
        }
        variables.matched(groups);
        return true;
    }
}
