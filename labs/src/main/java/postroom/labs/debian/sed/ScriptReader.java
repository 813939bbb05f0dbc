package postroom.labs.debian.sed;

import postroom.labs.debian.gnu.Failure;

/** A sed script, read from left to right; knows the place of an error. */
final class ScriptReader {
    private final Script source;
    private final String script;
    private int at;

    ScriptReader(Script source) {
        this.source = source;
        this.script = source.text();
    }

    boolean more() {
        return at < script.length();
    }

    /** The next character, which is left behind. */
    char take() {
        return script.charAt(at++);
    }

    void skip(int characters) {
        at += characters;
    }

    /** Where it is, for {@link #back}. */
    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    boolean isAny(String characters) {
        return more() && characters.indexOf(script.charAt(at)) >= 0;
    }

    Failure error(String message) {
        return Failure.of(1, source.place(at) + ": " + message);
    }

    /** The next character; a line feed at the end. */
    char peek() {
        return more() ? script.charAt(at) : '\n';
    }

    void blanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** The end of a command. */
    void end() {
        blanks();
        if (peek() == '#') {
            rest();
            return;
        }
        if (more() && !isAny("\n;}")) {
            at++;
            throw error("extra characters after command");
        }
    }

    /** The rest of the line. */
    String rest() {
        int end = script.indexOf('\n', at);
        end = end < 0 ? script.length() : end;
        String rest = script.substring(at, end);
        at = end;
        return rest;
    }

    String word() {
        int start = at;
        while (more() && !isAny(" \t\n;}")) {
            at++;
        }
        return script.substring(start, at);
    }

    long number() {
        return number(18);
    }

    /** A number, of which the first {@code digits} count; 0 if there is none. */
    long number(int digits) {
        int start = at;
        while (more() && Character.isDigit(script.charAt(at))) {
            at++;
        }
        return at == start ? 0 : Long.parseLong(script.substring(start, Math.min(at, start + digits)));
    }

    /** Up to the next delimiter, which a backslash makes part of the text; null if it does not come. */
    String delimited(char delimiter, boolean regex) {
        StringBuilder out = new StringBuilder();
        while (more()) {
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
            if (c == '\\' && more()) {
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
}
