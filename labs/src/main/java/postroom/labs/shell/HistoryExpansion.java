package postroom.labs.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code !!}, {@code !n}, {@code !string}, {@code !$}, {@code ^old^new^}. Source: bash(1), HISTORY EXPANSION. */
final class HistoryExpansion {
    private static final int MAX_LENGTH = 1 << 20;
    private final List<String> lines;
    private final int base;
    private final String line;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean changed;
    private boolean printOnly;

    private HistoryExpansion(String line, List<String> lines, int base) {
        this.line = line;
        this.lines = lines;
        this.base = base;
    }

    /**
     * What became of a line.
     *
     * @param changed it is shown before it runs
     * @param printOnly {@code :p}: it is shown and does not run
     */
    record Result(String line, boolean changed, boolean printOnly) {}

    /** A designator that fits nothing; the message is bash's. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message, null, false, false);
        }
    }

    /** Expands a line; {@code base} is the number of the oldest line in {@code lines}. */
    static Result expand(String line, List<String> lines, int base) throws Failed {
        if (line.indexOf('!') < 0 && !line.startsWith("^")) {
            return new Result(line, false, false);
        }
        HistoryExpansion expansion = new HistoryExpansion(line, lines, base);
        expansion.run();
        return new Result(expansion.out.toString(), expansion.changed, expansion.printOnly);
    }

    private void run() throws Failed {
        if (line.startsWith("^")) {
            quickSubstitution();
            return;
        }
        boolean doubleQuoted = false;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length()) {
                out.append(c).append(line.charAt(at + 1));
                at += 2;
            } else if (c == '\'' && !doubleQuoted) {
                int end = line.indexOf('\'', at + 1);
                int to = end < 0 ? line.length() : end + 1;
                out.append(line, at, to);
                at = to;
            } else if (c == '!' && isDesignator(doubleQuoted)) {
                designator();
            } else {
                doubleQuoted ^= c == '"';
                out.append(c);
                at++;
            }
            if (out.length() > MAX_LENGTH) {
                throw new Failed(line + ": history expansion failed");
            }
        }
    }

    private boolean isDesignator(boolean doubleQuoted) {
        if (at + 1 >= line.length()) {
            return false;
        }
        char next = line.charAt(at + 1);
        boolean afterBrace = at > 0 && (line.charAt(at - 1) == '{' || line.charAt(at - 1) == '$');
        return " \t\n=(;&|)<>".indexOf(next) < 0 && !(doubleQuoted && next == '"') && !afterBrace;
    }

    private void quickSubstitution() throws Failed {
        String[] parts = line.substring(1).split("\\^", -1);
        String old = parts[0];
        String replacement = parts.length > 1 ? parts[1] : "";
        String previous = event(-1, "^");
        if (old.isEmpty() || !previous.contains(old)) {
            throw new Failed(":s" + line + ": substitution failed");
        }
        int index = previous.indexOf(old);
        out.append(previous, 0, index).append(replacement).append(previous.substring(index + old.length()));
        for (int i = 2; i < parts.length; i++) {
            out.append(i > 2 ? "^" : "").append(parts[i]);
        }
        changed = true;
    }

    private String event(int relative, String shown) throws Failed {
        int index = relative < 0 ? lines.size() + relative : relative - base;
        if (index < 0 || index >= lines.size()) {
            throw new Failed(shown + ": event not found");
        }
        return lines.get(index);
    }

    private void designator() throws Failed {
        int start = at++;
        String event = event(start);
        List<String> words = words(event);
        String text = event;
        if (at < line.length()) {
            char c = line.charAt(at);
            boolean word = c == ':' && at + 1 < line.length() && "0123456789^$*-%".indexOf(line.charAt(at + 1)) >= 0;
            if (word || c == '^' || c == '$' || c == '*' || c == '-' && lastWasBang(start)) {
                at += c == ':' ? 1 : 0;
                text = word(words, start);
            }
        }
        out.append(modified(text, start));
        changed = true;
    }

    private boolean lastWasBang(int start) {
        return at - start == 2 && line.charAt(start + 1) == '!';
    }

    private String event(int start) throws Failed {
        char c = line.charAt(at);
        if (c == '!') {
            at++;
            return event(-1, "!!");
        }
        if (c == '$' || c == '^' || c == '*' || c == ':') {
            return event(-1, "!" + c);
        }
        boolean negative = c == '-';
        int digits = negative ? at + 1 : at;
        int end = digits;
        while (end < line.length() && Character.isDigit(line.charAt(end)) && end - digits < 8) {
            end++;
        }
        if (end > digits) {
            int number = Integer.parseInt(line.substring(digits, end));
            at = end;
            return event(negative ? -number : number, line.substring(start, end));
        }
        return search(start);
    }

    private String search(int start) throws Failed {
        boolean within = line.charAt(at) == '?';
        int from = within ? at + 1 : at;
        int end = from;
        while (end < line.length()
                && (within ? line.charAt(end) != '?' : " \t\n:;&|()<>\"".indexOf(line.charAt(end)) < 0)) {
            end++;
        }
        String text = line.substring(from, end);
        at = within && end < line.length() ? end + 1 : end;
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (within ? lines.get(i).contains(text) : lines.get(i).startsWith(text)) {
                return lines.get(i);
            }
        }
        throw new Failed(line.substring(start, at) + ": event not found");
    }

    private String word(List<String> words, int start) throws Failed {
        int last = words.size() - 1;
        char c = line.charAt(at);
        if (c == '*') {
            at++;
            return words.size() < 2 ? "" : String.join(" ", words.subList(1, words.size()));
        }
        int first = c == '-' ? 0 : position(last);
        int to = first;
        if (at < line.length() && line.charAt(at) == '*') {
            at++;
            to = last;
        } else if (at < line.length() && line.charAt(at) == '-') {
            at++;
            boolean given = at < line.length() && "0123456789$^".indexOf(line.charAt(at)) >= 0;
            to = given ? position(last) : last - 1;
        }
        if (first < 0 || to > last || first > to) {
            throw new Failed(line.substring(start, at) + ": bad word specifier");
        }
        return String.join(" ", words.subList(first, to + 1));
    }

    private int position(int last) {
        char c = line.charAt(at);
        if (c == '^') {
            at++;
            return 1;
        }
        if (c == '$') {
            at++;
            return last;
        }
        int end = at;
        while (end < line.length() && Character.isDigit(line.charAt(end)) && end - at < 6) {
            end++;
        }
        int number = end == at ? -1 : Integer.parseInt(line.substring(at, end));
        at = end;
        return number;
    }

    private String modified(String text, int start) throws Failed {
        String result = text;
        while (at + 1 < line.length() && line.charAt(at) == ':') {
            boolean all = line.charAt(at + 1) == 'g' && at + 2 < line.length() && line.charAt(at + 2) == 's';
            char kind = line.charAt(all ? at + 2 : at + 1);
            if ("htrepqsx".indexOf(kind) < 0) {
                break;
            }
            at += all ? 3 : 2;
            if (kind == 's') {
                result = substituted(result, all, start);
            } else {
                result = modified(result, kind);
            }
        }
        return result;
    }

    private String modified(String text, char kind) {
        int slash = text.lastIndexOf('/');
        int dot = text.lastIndexOf('.');
        switch (kind) {
            case 'h':
                return slash > 0 ? text.substring(0, slash) : text;
            case 't':
                return text.substring(slash + 1);
            case 'r':
                return dot > slash ? text.substring(0, dot) : text;
            case 'e':
                return dot > slash ? text.substring(dot) : "";
            case 'p':
                printOnly = true;
                return text;
            default:
                return "'" + text.replace("'", "'\\''") + "'";
        }
    }

    private String substituted(String text, boolean all, int start) throws Failed {
        if (at >= line.length()) {
            throw new Failed(line.substring(start) + ": substitution failed");
        }
        char delimiter = line.charAt(at++);
        Optional<String> old = upTo(delimiter);
        Optional<String> replacement = upTo(delimiter);
        String from = old.orElse("");
        if (from.isEmpty() || !text.contains(from)) {
            throw new Failed(line.substring(start, at) + ": substitution failed");
        }
        String to = replacement.orElse("").replace("&", from);
        if (all) {
            return text.replace(from, to);
        }
        int index = text.indexOf(from);
        return text.substring(0, index) + to + text.substring(index + from.length());
    }

    private Optional<String> upTo(char delimiter) {
        int end = line.indexOf(delimiter, at);
        String part = line.substring(at, end < 0 ? line.length() : end);
        at = end < 0 ? line.length() : end + 1;
        return Optional.of(part);
    }

    /** A line's words as the shell would cut them, quotes kept. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = '\0';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != '\0') {
                word.append(c);
                quote = c == quote ? '\0' : quote;
            } else if (c == '\\' && i + 1 < line.length()) {
                word.append(c).append(line.charAt(++i));
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
                word.append(c);
            } else if (c == ' ' || c == '\t' || c == '\n') {
                flush(word, words);
            } else if (";&|<>()".indexOf(c) >= 0) {
                boolean digits = (c == '<' || c == '>') && word.toString().matches("[0-9]");
                if (!digits) {
                    flush(word, words);
                }
                word.append(c);
                while (i + 1 < line.length() && (line.charAt(i + 1) == c || line.charAt(i + 1) == '&' && c != '(')) {
                    word.append(line.charAt(++i));
                }
                flush(word, words);
            } else {
                word.append(c);
            }
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
