package postroom.labs.debian.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The short forms of many URLs: {@code {a,b}}, {@code [1-9]}, {@code [a-z:2]} (curl(1), URL). */
final class UrlGlob {
    private static final Pattern RANGE =
            Pattern.compile("\\[(?:([0-9]{1,6})-([0-9]{1,6})|([a-z])-([a-z])|([A-Z])-([A-Z]))(?::([0-9]{1,6}))?]");
    private static final int MOST = 1000;

    /**
     * One of the URLs.
     *
     * @param parts what stands for the braces and brackets, for {@code #1} in the name of a file
     */
    record Expanded(String url, List<String> parts) {}

    private final String text;

    private UrlGlob(String text) {
        this.text = text;
    }

    /** All of them, in order. */
    static List<Expanded> expand(String text) throws CurlException {
        return new UrlGlob(text).from(0);
    }

    private List<Expanded> from(int start) throws CurlException {
        int at = start;
        while (at < text.length() && "{[]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String before = text.substring(start, at);
        if (at == text.length()) {
            return List.of(new Expanded(before, List.of()));
        }
        char sign = text.charAt(at);
        if (sign == '}' || sign == ']') {
            throw wrong("unmatched close brace/bracket", at + 1);
        }
        List<String> choices = new ArrayList<>();
        int end = sign == '{' ? braces(at, choices) : range(at, choices);
        List<Expanded> all = new ArrayList<>();
        List<Expanded> rest = from(end);
        for (String choice : choices) {
            for (Expanded each : rest) {
                List<String> parts = new ArrayList<>(List.of(choice));
                parts.addAll(each.parts);
                all.add(new Expanded(before + choice + each.url, parts));
                if (all.size() > MOST) {
                    throw new CurlException(3, "range overflow");
                }
            }
        }
        return all;
    }

    private int braces(int at, List<String> choices) throws CurlException {
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw wrong("unmatched brace", at + 1);
        }
        choices.addAll(List.of(text.substring(at + 1, end).split(",", -1)));
        return end + 1;
    }

    private int range(int at, List<String> choices) throws CurlException {
        Matcher range = RANGE.matcher(text).region(at, text.length());
        if (!range.lookingAt()) {
            if (text.indexOf(']', at) < 0
                    && text.length() > at + 1
                    && !Character.isLetterOrDigit(text.charAt(at + 1))) {
                throw wrong("bad range specification", at + 2);
            }
            if (text.indexOf(':', at) > 0 && text.indexOf(']', at) > 0) { // a numeric address, not a range
                int end = text.indexOf(']', at) + 1;
                choices.add(text.substring(at, end));
                return end;
            }
            boolean hyphen = text.indexOf(']', at) < 0 && text.indexOf('-', at) > 0;
            throw wrong("bad range", hyphen ? text.length() + 1 : at + 2);
        }
        boolean numbers = range.group(1) != null;
        int first = numbers ? Integer.parseInt(range.group(1)) : letter(range, 3, 5);
        int last = numbers ? Integer.parseInt(range.group(2)) : letter(range, 4, 6);
        int step = range.group(7) == null ? 1 : Math.max(1, Integer.parseInt(range.group(7)));
        if (last < first) {
            throw wrong("bad range", range.end());
        }
        int width = numbers && range.group(1).startsWith("0") ? range.group(1).length() : 1;
        for (int i = first; i <= last && choices.size() <= MOST; i += step) {
            choices.add(numbers ? String.format("%0" + width + "d", i) : String.valueOf((char) i));
        }
        return range.end();
    }

    private static int letter(Matcher range, int small, int capital) {
        String found = range.group(small) == null ? range.group(capital) : range.group(small);
        return found.charAt(0);
    }

    private CurlException wrong(String what, int position) {
        return new CurlException(
                3, what + " in URL position " + position + ":\n" + text + "\n" + " ".repeat(position - 1) + "^");
    }
}
