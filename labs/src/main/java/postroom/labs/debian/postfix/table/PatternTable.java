package postroom.labs.debian.postfix.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import postroom.labs.debian.postfix.config.LogicalLines;
import postroom.labs.debian.postfix.config.Msg;

/**
 * {@code regexp:}: the result of the first pattern that matches ({@code regexp_table(5)}), with {@code if} and
 * {@code endif}, negation, and {@code $1} in results. Case does not count unless the flag {@code i} switches it on.
 */
final class PatternTable implements LookupTable {
    private final String name;
    private final List<Rule> rules = new ArrayList<>();

    /** @param skipTo for an {@code if}, the rule behind its {@code endif} */
    private record Rule(Pattern pattern, boolean negated, String result, int[] skipTo) {}

    PatternTable(String name, String type, String path, String text, Msg msg) {
        this.name = name;
        List<Rule> open = new ArrayList<>();
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            read(line.text().strip(), open, type + " map " + path + ", line " + line.last() + ": ", msg);
        }
        open.forEach(rule -> rule.skipTo[0] = rules.size());
    }

    private void read(String line, List<Rule> open, String where, Msg msg) {
        String lower = line.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("endif") && (line.length() == 5 || Character.isWhitespace(line.charAt(5)))) {
            if (open.isEmpty()) {
                msg.warning(where + "ignoring ENDIF without matching IF");
            } else {
                open.remove(open.size() - 1).skipTo[0] = rules.size();
            }
            return;
        }
        boolean isIf = lower.matches("if\\s+.*");
        String rest = isIf ? line.substring(2).strip() : line;
        boolean negated = rest.startsWith("!");
        rest = negated ? rest.substring(1).strip() : rest;
        Rule rule = rule(rest, negated, isIf, where, msg);
        if (rule != null) {
            rules.add(rule);
            if (isIf) {
                open.add(rule);
            }
        }
    }

    private static Rule rule(String text, boolean negated, boolean isIf, String where, Msg msg) {
        if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0)) || text.charAt(0) == '\\') {
            msg.warning(where + "expected format: " + (isIf ? "if " : "")
                    + "/pattern/flags replacement: skipping this rule");
            return null;
        }
        char delimiter = text.charAt(0);
        int end = 1;
        while (end < text.length() && text.charAt(end) != delimiter) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            msg.warning(where + "no closing regexp delimiter \"" + delimiter + "\": skipping this rule");
            return null;
        }
        int blank = end + 1;
        while (blank < text.length() && !Character.isWhitespace(text.charAt(blank))) {
            blank++;
        }
        String result = text.substring(blank).strip();
        if (result.isEmpty() && !isIf) {
            msg.warning(where + "using empty replacement string");
        }
        if (negated && REFERENCE.matcher(result.replace("$$", "")).find()) {
            msg.warning(where + "$number found in negative match replacement text: skipping this rule");
            return null;
        }
        try {
            int flags = Pattern.DOTALL | (text.substring(end + 1, blank).contains("i") ? 0 : Pattern.CASE_INSENSITIVE);
            Pattern pattern = Pattern.compile(PosixPattern.toJava(text.substring(1, end)), flags);
            return new Rule(pattern, negated, result, isIf ? new int[1] : null);
        } catch (PatternSyntaxException e) {
            msg.warning(where + "error in regexp: " + e.getDescription() + ": skipping this rule");
            return null;
        }
    }

    @Override
    public Optional<String> find(String key) throws TableError {
        for (int i = 0; i < rules.size(); ) {
            Rule rule = rules.get(i);
            Matcher matcher = rule.pattern.matcher(new BoundedText(key));
            boolean hit;
            try {
                hit = matcher.find() != rule.negated;
            } catch (BoundedText.TooLong e) {
                throw new TableError("regexp takes too long");
            }
            if (rule.skipTo != null) {
                i = hit ? i + 1 : rule.skipTo[0];
            } else if (hit) {
                return Optional.of(rule.negated ? rule.result : substitute(rule.result, matcher));
            } else {
                i++;
            }
        }
        return Optional.empty();
    }

    private static String substitute(String result, Matcher matcher) {
        if (result.indexOf('$') < 0) {
            return result;
        }
        Matcher references = REFERENCE.matcher(result);
        StringBuilder out = new StringBuilder();
        while (references.find()) {
            String number = references.group(1) != null ? references.group(1) : references.group(2);
            String text = "$";
            if (number != null) {
                int group = Integer.parseInt(number);
                String value = group <= matcher.groupCount() ? matcher.group(group) : null;
                text = value == null ? "" : value;
            }
            references.appendReplacement(out, Matcher.quoteReplacement(text));
        }
        return references.appendTail(out).toString();
    }

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|([0-9])|[{(]([0-9])[})])");

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isPattern() {
        return true;
    }
}
