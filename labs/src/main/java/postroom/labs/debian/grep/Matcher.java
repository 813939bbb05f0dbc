package postroom.labs.debian.grep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.Longest;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** The patterns of a {@code grep}, and how a line is held against them. */
final class Matcher {
    private final Pattern pattern;
    private final boolean words;
    private final boolean perl;
    private final Runnable step;

    /** A match within a line. */
    record Span(int start, int end) {}

    private Matcher(Pattern pattern, boolean words, boolean perl, Runnable step) {
        this.pattern = pattern;
        this.words = words;
        this.perl = perl;
        this.step = step;
    }

    static Matcher of(Call call, List<String> patterns) {
        boolean insensitive = call.last("", "i", "no-ignore-case").equals("i");
        int flags = insensitive ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        String kind = call.last("G", "G", "E", "F", "P");
        List<String> parts = new ArrayList<>();
        for (String each : patterns) {
            parts.add(java(call, kind, each, flags));
        }
        String all = parts.size() == 1 ? parts.get(0) : "(?:" + String.join(")|(?:", parts) + ")";
        if (parts.isEmpty()) {
            all = "(?!)";
        }
        if (call.has("x")) {
            all = "^(?:" + all + ")$";
        }
        Pattern pattern = Pattern.compile(all, flags | Pattern.UNIX_LINES);
        return new Matcher(pattern, call.has("w") && !call.has("x"), kind.equals("P"), call.process()::step);
    }

    private static String java(Call call, String kind, String text, int flags) {
        try {
            switch (kind) {
                case "F":
                    return Pattern.quote(text);
                case "P":
                    return Pattern.compile(text, flags).pattern();
                default:
                    if (text.matches("\\[:[a-z]+:\\]")) {
                        throw Failure.of(2, "character class syntax is [[:space:]], not [:space:]");
                    }
                    boolean extended = kind.equals("E");
                    warn(call, text, extended);
                    PosixRegex.Syntax syntax = extended ? PosixRegex.Syntax.EXTENDED : PosixRegex.Syntax.BASIC;
                    return PosixRegex.compile(text, syntax, flags).pattern();
            }
        } catch (RegexException e) {
            boolean open = e.getMessage().startsWith("Unmatched [");
            throw Failure.of(2, open && text.equals("[") ? "Invalid regular expression" : e.getMessage());
        } catch (PatternSyntaxException e) {
            throw Failure.of(2, perl(e));
        }
    }

    /** An operator that has nothing before it is told, but goes for a plain letter or for nothing. */
    private static void warn(Call call, String text, boolean extended) {
        String operator = extended ? "(?:^|[(|])([*+?]|\\{(?=[0-9,]))" : "(?:^|\\\\[(|])(\\\\[+?])";
        java.util.regex.Matcher m = Pattern.compile(operator).matcher(text);
        try {
            if (m.find()) {
                call.warn("warning: " + m.group(1) + " at start of expression");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String perl(PatternSyntaxException e) {
        String why = e.getDescription();
        if (why.contains("Unclosed group")) {
            return "missing closing parenthesis";
        }
        if (why.contains("Unmatched closing")) {
            return "unmatched closing parenthesis";
        }
        if (why.contains("Dangling meta")) {
            return "quantifier does not follow a repeatable item";
        }
        return why.contains("Unclosed character class")
                ? "missing terminating ] for character class"
                : why.toLowerCase(Locale.ROOT);
    }

    /** Perl's first alternative wins, POSIX's longest. */
    private boolean find(java.util.regex.Matcher m, int from) {
        return perl ? m.find(from) : Longest.find(m, from);
    }

    /** The first match that begins at {@code from} or later; null if there is none. */
    Span find(String line, int from) {
        java.util.regex.Matcher m = pattern.matcher(new Budgeted(line, step));
        try {
            int at = from;
            while (at <= line.length() && find(m, at)) {
                if (!words) {
                    return new Span(m.start(), m.end());
                }
                Span word = word(m, line);
                if (word != null) {
                    return word;
                }
                at = m.start() + 1;
            }
            return null;
        } catch (Budgeted.TooLong e) {
            throw Failure.of(2, "exceeded PCRE's backtracking limit");
        } catch (StackOverflowError e) {
            throw Failure.of(2, "stack overflow");
        }
    }

    /** The match, or a shorter one at the same place, that stands between characters that are no part of words. */
    private static Span word(java.util.regex.Matcher m, String line) {
        int start = m.start();
        for (int end = m.end(); end >= start; end--) {
            boolean before = start == 0 || !part(line.charAt(start - 1));
            boolean after = end == line.length() || !part(line.charAt(end));
            if (before
                    && after
                    && (end == m.end() || end > start && m.region(start, end).matches())) {
                return new Span(start, end);
            }
        }
        return null;
    }

    private static boolean part(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
