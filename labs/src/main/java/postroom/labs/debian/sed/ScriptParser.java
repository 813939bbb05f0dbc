package postroom.labs.debian.sed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** Reads a sed script. Complaints are those of GNU sed, with the place in the script. */
final class ScriptParser {
    private final String script;
    private final boolean extended;
    private final List<Instruction> program = new ArrayList<>();
    private final Deque<Integer> blocks = new ArrayDeque<>();
    private final Script source;
    private final Map<String, Integer> labels = new HashMap<>();
    private int at;

    ScriptParser(Script source, boolean extended) {
        this.source = source;
        this.script = source.text();
        this.extended = extended;
    }

    List<Instruction> parse() {
        while (true) {
            while (at < script.length() && " \t\n;".indexOf(script.charAt(at)) >= 0) {
                at++;
            }
            if (at >= script.length()) {
                break;
            }
            if (script.charAt(at) == '#') {
                rest();
                continue;
            }
            instruction();
        }
        if (!blocks.isEmpty()) {
            at = 0;
            throw error("unmatched `{'");
        }
        return resolved();
    }

    private Failure error(String message) {
        return Failure.of(1, source.place(at) + ": " + message);
    }

    private List<Instruction> resolved() {
        List<Instruction> all = new ArrayList<>();
        for (Instruction each : program) {
            int target = each.target();
            if ("btT".indexOf(each.name()) >= 0) {
                Integer label = each.text().isEmpty() ? Integer.valueOf(program.size()) : labels.get(each.text());
                if (label == null) {
                    throw Failure.of(1, "can't find label for jump to `" + each.text() + "'");
                }
                target = label;
            }
            all.add(new Instruction(
                    each.from(),
                    each.to(),
                    each.negated(),
                    each.name(),
                    each.text(),
                    each.substitution(),
                    each.number(),
                    target,
                    each.index()));
        }
        return all;
    }

    private char peek() {
        return at < script.length() ? script.charAt(at) : '\n';
    }

    private void blanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void instruction() {
        if (peek() == '+' || peek() == '~') {
            at += 2;
            throw error("invalid usage of +N or ~N as first address");
        }
        Instruction.Address from = address(false);
        Instruction.Address to = null;
        blanks();
        if (from != null && peek() == ',') {
            at++;
            blanks();
            to = address(true);
            if (to == null) {
                at++;
                throw error("unexpected `,'");
            }
        }
        blanks();
        boolean negated = false;
        while (peek() == '!') {
            if (negated) {
                at++;
                throw error("multiple `!'s");
            }
            negated = true;
            at++;
            blanks();
        }
        if (at >= script.length()) {
            throw error("missing command");
        }
        if (from instanceof Instruction.Line line && line.number() == 0 && !(to instanceof Instruction.Match)) {
            at++;
            throw error("invalid usage of line address 0");
        }
        command(from, to, negated, script.charAt(at++));
    }

    private void command(Instruction.Address from, Instruction.Address to, boolean negated, char name) {
        String text = "";
        Instruction.Substitution substitution = null;
        int number = 0;
        switch (name) {
            case '{' -> blocks.push(program.size());
            case '}' -> {
                if (blocks.isEmpty()) {
                    throw error("unexpected `}'");
                }
                close(blocks.pop());
                end();
                return;
            }
            case 's' -> substitution = substitution();
            case 'y' -> text = map();
            case 'a', 'i', 'c' -> text = text();
            case 'r', 'w', 'R', 'W' -> {
                blanks();
                text = rest();
                if (text.isEmpty()) {
                    throw error("missing filename in r/R/w/W commands");
                }
            }
            case ':' -> {
                if (from != null) {
                    throw error(": doesn't want any addresses");
                }
                blanks();
                String label = word();
                if (label.isEmpty()) {
                    throw error("\":\" lacks a label");
                }
                labels.put(label, program.size());
                return;
            }
            case 'b', 't', 'T' -> {
                blanks();
                text = word();
            }
            case 'q', 'Q', 'l', 'L' -> {
                if (to != null && name != 'l') {
                    throw error("command only uses one address");
                }
                blanks();
                int start = at;
                while (Character.isDigit(peek())) {
                    at++;
                }
                number = at > start
                        ? Integer.parseInt(script.substring(start, Math.min(at, start + 9)))
                        : name == 'l' ? -1 : 0;
                end();
            }
            case 'v' -> {
                blanks();
                word();
                return;
            }
            case 'd', 'D', 'p', 'P', 'n', 'N', 'g', 'G', 'h', 'H', 'x', '=', 'z', 'F' -> end();
            default -> throw error("unknown command: `" + name + "'");
        }
        program.add(new Instruction(from, to, negated, name, text, substitution, number, 0, program.size()));
    }

    private void close(int open) {
        Instruction old = program.get(open);
        program.set(open, new Instruction(old.from(), old.to(), old.negated(), '{', "", null, 0, program.size(), open));
    }

    private void end() {
        blanks();
        if (peek() == '#') {
            rest();
            return;
        }
        if (at < script.length() && "\n;}".indexOf(peek()) < 0) {
            at++;
            throw error("extra characters after command");
        }
    }

    private String rest() {
        int end = script.indexOf('\n', at);
        end = end < 0 ? script.length() : end;
        String rest = script.substring(at, end);
        at = end;
        return rest;
    }

    private String word() {
        int start = at;
        while (at < script.length() && " \t\n;}".indexOf(peek()) < 0) {
            at++;
        }
        return script.substring(start, at);
    }

    /** The text of {@code a}, {@code i} and {@code c}: to the end of the line, on which backslashes continue. */
    private String text() {
        blanks();
        if (at >= script.length()) {
            throw error("expected \\ after `a', `c' or `i'");
        }
        if (peek() == '\\') {
            at++;
            int text = at;
            blanks();
            at = at < script.length() && peek() == '\n' ? at + 1 : text;
            if (at >= script.length()) {
                return "";
            }
        }
        StringBuilder out = new StringBuilder();
        while (at < script.length() && script.charAt(at) != '\n') {
            char c = script.charAt(at++);
            if (c == '\\') {
                if (at >= script.length()) {
                    break;
                }
                c = script.charAt(at++);
                c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
            }
            out.append(c);
        }
        return out.append('\n').toString();
    }

    private Instruction.Address address(boolean second) {
        char c = peek();
        if (Character.isDigit(c)) {
            long first = number();
            if (peek() == '~') {
                at++;
                return new Instruction.Step(first, number());
            }
            return new Instruction.Line(first);
        }
        if (c == '$') {
            at++;
            return new Instruction.Last();
        }
        if (second && c == '~') {
            at++;
            return new Instruction.Step(0, number());
        }
        if (second && c == '+') {
            at++;
            return new Instruction.More(number());
        }
        if (c == '/' || c == '\\' && at < script.length()) {
            at += c == '/' ? 1 : 2;
            if (at > script.length()) {
                at = script.length();
                throw error("unterminated address regex");
            }
            String regex = delimited(script.charAt(at - 1), true);
            if (regex == null) {
                throw error("unterminated address regex");
            }
            int flags = 0;
            while (peek() == 'I' || peek() == 'M') {
                flags |= script.charAt(at++) == 'I'
                        ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE
                        : Pattern.MULTILINE;
            }
            return new Instruction.Match(pattern(regex, flags));
        }
        return null;
    }

    private long number() {
        int start = at;
        while (at < script.length() && Character.isDigit(script.charAt(at))) {
            at++;
        }
        return at == start ? 0 : Long.parseLong(script.substring(start, Math.min(at, start + 18)));
    }

    private Pattern pattern(String regex, int flags) {
        if (regex.isEmpty()) {
            return null;
        }
        try {
            return PosixRegex.compile(
                    SedText.numbered(regex, ""),
                    extended ? PosixRegex.Syntax.POSIX_EXTENDED : PosixRegex.Syntax.POSIX_BASIC,
                    flags);
        } catch (RegexException e) {
            throw error(e.getMessage());
        }
    }

    /** Up to the next delimiter, which a backslash makes part of the text; null if it does not come. */
    private String delimited(char delimiter, boolean regex) {
        StringBuilder out = new StringBuilder();
        while (at < script.length()) {
            char c = script.charAt(at++);
            if (c == delimiter) {
                return out.toString();
            }
            if (c == '[' && regex) {
                int end = SedText.bracketEnd(script, at);
                if (end < 0) {
                    at = script.length();
                    return null;
                }
                out.append(script, at - 1, end);
                at = end;
                continue;
            }
            if (c == '\\' && at < script.length()) {
                char next = script.charAt(at++);
                if (next == delimiter) {
                    out.append(regex && "|+?(){}".indexOf(next) >= 0 ? "[" + next + "]" : String.valueOf(next));
                } else {
                    out.append(c).append(next);
                }
                continue;
            }
            if (c == '\n' && regex) {
                return null;
            }
            out.append(c);
        }
        return null;
    }

    private Instruction.Substitution substitution() {
        if (at >= script.length()) {
            throw error("unterminated `s' command");
        }
        char delimiter = script.charAt(at++);
        String regex = delimited(delimiter, true);
        String replacement = regex == null ? null : delimited(delimiter, false);
        if (replacement == null) {
            throw error("unterminated `s' command");
        }
        int flags = 0;
        int which = 0;
        boolean global = false;
        boolean print = false;
        String file = null;
        while (at < script.length() && "\n;}#".indexOf(peek()) < 0) {
            char c = script.charAt(at++);
            switch (c) {
                case ' ', '\t', '\r' -> {}
                case 'g' -> {
                    once(global, "multiple `g' options to `s' command");
                    global = true;
                }
                case 'p' -> {
                    once(print, "multiple `p' options to `s' command");
                    print = true;
                }
                case 'i', 'I' -> flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'm', 'M' -> flags |= Pattern.MULTILINE;
                case 'w' -> {
                    blanks();
                    file = rest();
                    if (file.isEmpty()) {
                        throw error("missing filename in r/R/w/W commands");
                    }
                }
                case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    once(which > 0, "multiple number options to `s' command");
                    at--;
                    which = (int) Math.min(number(), Integer.MAX_VALUE);
                }
                case '0' -> throw error("number option to `s' command may not be zero");
                default -> throw error("unknown option to `s'");
            }
        }
        Pattern pattern = pattern(regex, flags);
        replacement = SedText.numbered(replacement, "&\\");
        checkReferences(pattern, replacement);
        end();
        return new Instruction.Substitution(pattern, replacement, Math.max(which, 1), global, print, file);
    }

    private void once(boolean again, String complaint) {
        if (again) {
            throw error(complaint);
        }
    }

    private void checkReferences(Pattern pattern, String replacement) {
        int groups = pattern == null ? 9 : pattern.matcher("").groupCount();
        for (int i = 0; i + 1 < replacement.length(); i++) {
            if (replacement.charAt(i) == '\\') {
                char c = replacement.charAt(++i);
                if (c >= '1' && c <= '9' && c - '0' > groups) {
                    throw error("invalid reference \\" + c + " on `s' command's RHS");
                }
            }
        }
    }

    private String map() {
        char delimiter = at < script.length() ? script.charAt(at++) : '\n';
        String from = delimited(delimiter, false);
        String to = from == null ? null : delimited(delimiter, false);
        if (to == null) {
            throw error("unterminated `y' command");
        }
        from = unescaped(SedText.numbered(from, "\\"));
        to = unescaped(SedText.numbered(to, "\\"));
        if (from.length() != to.length()) {
            throw error("strings for `y' command are different lengths");
        }
        end();
        return from + to;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }
}
