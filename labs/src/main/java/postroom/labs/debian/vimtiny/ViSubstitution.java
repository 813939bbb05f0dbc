package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.RegexException;

/** {@code :s}. */
final class ViSubstitution {
    private final ViText text;
    private final ViWindow window;
    private final ViKeys keys;
    private final ViExit exit;
    private final ViPatterns patterns;
    private String lastReplacement = "";

    ViSubstitution(ViText text, ViWindow window, ViKeys keys, ViExit exit, ViPatterns patterns) {
        this.text = text;
        this.window = window;
        this.keys = keys;
        this.exit = exit;
        this.patterns = patterns;
    }

    /** Does one command, whose argument begins with the delimiter. */
    void run(ViRange range, String argument) throws IOException, WrongCommand, RegexException {
        List<String> parts = parts(argument);
        String with = parts.get(1).equals("~") ? lastReplacement : parts.get(1);
        lastReplacement = with;
        Run run = new Run(patterns.compile(parts.get(0)), with, parts.get(2));
        run.lines(range.from(), Math.min(range.to(), text.size() - 1));
        run.report();
    }

    /** Pattern, replacement and flags; of a delimiter behind a backslash, the backslash goes. */
    private static List<String> parts(String argument) {
        char delimiter = argument.charAt(0);
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 1; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '\\' && i + 1 < argument.length()) {
                boolean own = argument.charAt(i + 1) == delimiter;
                part.append(own ? "" : "\\").append(argument.charAt(++i));
            } else if (c == delimiter && parts.size() < 2) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        while (parts.size() < 3) {
            parts.add("");
        }
        return parts;
    }

    /** One substitution at work. */
    private final class Run {
        private final Pattern pattern;
        private final String with;
        private final boolean all;
        private final boolean countsOnly;
        private final boolean forgives;
        private boolean asks;
        private boolean stopped;
        private boolean any;
        private int count;
        private int changed;

        Run(Pattern pattern, String with, String flags) {
            this.pattern = pattern;
            this.with = with;
            this.all = flags.contains("g");
            this.countsOnly = flags.contains("n");
            this.forgives = flags.contains("e");
            this.asks = flags.contains("c");
        }

        void lines(int from, int last) throws IOException {
            int to = last;
            for (int row = from; row <= to && !stopped; row++) {
                int before = text.size();
                line(row);
                row += text.size() - before;
                to += text.size() - before;
            }
        }

        private void line(int row) throws IOException {
            String line = text.line(row);
            Matcher matcher = patterns.in(line, pattern);
            StringBuilder out = new StringBuilder();
            int done = 0;
            int here = 0;
            boolean more = true;
            while (more && !stopped && matcher.find()) {
                any = true;
                if (wanted(row, matcher.start())) {
                    out.append(line, done, matcher.start()).append(replacement(matcher, with));
                    done = matcher.end();
                    here++;
                }
                more = all;
            }
            if (here > 0 && !countsOnly) {
                List<String> now =
                        List.of(out.append(line.substring(done)).toString().split("\r", -1));
                text.replaceLines(row, row + 1, now);
                text.go(row + now.size() - 1, 0);
            }
            count += here;
            changed += here > 0 ? 1 : 0;
        }

        private boolean wanted(int row, int x) throws IOException {
            if (!asks) {
                return true;
            }
            text.go(row, x);
            char answer = confirm();
            stopped = answer == 'q' || answer == 'l';
            asks = answer != 'a';
            return answer != 'n' && answer != 'q';
        }

        private char confirm() throws IOException {
            while (exit.isRunning()) {
                window.say("replace with " + with + " (y/n/a/q/l/^E/^Y)?");
                String key = keys.key();
                if (ViKeys.isEscape(key)) {
                    return 'q';
                }
                if ("ynaql".contains(key)) {
                    return key.charAt(0);
                }
            }
            return 'q';
        }

        void report() throws WrongCommand {
            if (!any && !forgives) {
                throw new WrongCommand("E486: Pattern not found: " + patterns.last());
            }
            if (ViWindow.isMany(count) || countsOnly) {
                String what = countsOnly ? " match" : " substitution";
                String many = countsOnly ? "es" : "s";
                window.say(count + what + (count == 1 ? "" : many) + " on " + changed
                        + (changed == 1 ? " line" : " lines"));
            }
        }
    }

    private static String replacement(Matcher matcher, String with) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            if (c == '&') {
                out.append(matcher.group());
            } else if (c == '\\' && i + 1 < with.length()) {
                char next = with.charAt(++i);
                if (next >= '0' && next <= '9') {
                    String group = next - '0' <= matcher.groupCount() ? matcher.group(next - '0') : "";
                    out.append(group == null ? "" : group);
                } else {
                    out.append(next == 'r' || next == 'n' ? '\r' : next == 't' ? '\t' : next);
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
