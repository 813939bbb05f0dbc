package postroom.labs.debian.sudo;

import java.util.Set;

/** The words and signs of one line of a sudoers file, read from left to right. */
final class SudoersScanner {
    private static final String SIGNS = "=:,()!#\"";

    /** Where a line stopped making sense: columns count from 0. */
    static final class SyntaxError extends Exception {
        private static final long serialVersionUID = 1L;

        private final int column;
        private final int length;

        SyntaxError(int column, int length) {
            super("syntax error");
            this.column = column;
            this.length = Math.max(1, length);
        }

        /** The three lines that sudo and visudo print. */
        String report(String file, int line, String text) {
            return file + ":" + line + ":" + (column + 1) + ": syntax error\n" + text + "\n" + " ".repeat(column) + "^"
                    + "~".repeat(length - 1);
        }
    }

    private final String line;
    private int at;

    SudoersScanner(String line) {
        this.line = line;
        skipBlanks();
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        boolean comment = at < line.length() && line.charAt(at) == '#';
        boolean uid = at + 1 < line.length() && Character.isDigit(line.charAt(at + 1));
        if (comment && !uid) {
            at = line.length();
        }
    }

    boolean atEnd() {
        return at >= line.length();
    }

    boolean at(char sign) {
        return !atEnd() && line.charAt(at) == sign;
    }

    boolean accept(char sign) {
        if (!at(sign)) {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    void expect(char sign) throws SyntaxError {
        if (!accept(sign)) {
            throw here();
        }
    }

    void expectEnd() throws SyntaxError {
        if (!atEnd()) {
            throw here();
        }
    }

    private SyntaxError here() {
        int end = wordEnd(at);
        return new SyntaxError(at, end - at);
    }

    private int wordEnd(int from) {
        int end = from;
        if (end < line.length() && (line.charAt(end) == '#' || line.charAt(end) == '%')) {
            end++;
            end = end < line.length() && line.charAt(end) == '#' ? end + 1 : end;
        }
        while (end < line.length()
                && !Character.isWhitespace(line.charAt(end))
                && SIGNS.indexOf(line.charAt(end)) < 0) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, line.length());
    }

    String peekWord() {
        return line.substring(at, Math.max(wordEnd(at), at));
    }

    /** A name, perhaps in quotes. */
    String word() throws SyntaxError {
        if (at('"')) {
            return quoted();
        }
        int end = wordEnd(at);
        if (end == at) {
            throw here();
        }
        String word = line.substring(at, end).replaceAll("\\\\(.)", "$1");
        at = end;
        skipBlanks();
        return word;
    }

    private String quoted() throws SyntaxError {
        int end = line.indexOf('"', at + 1);
        if (end < 0) {
            throw new SyntaxError(at, line.length() - at);
        }
        String text = line.substring(at + 1, end);
        at = end + 1;
        skipBlanks();
        return text;
    }

    /** {@code Defaults} and what clings to it. */
    String defaultsScope() {
        at += "Defaults".length();
        int start = at;
        while (!atEnd() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        String scope = line.substring(start, at);
        skipBlanks();
        return scope;
    }

    /** {@code =}, {@code +=}, {@code -=}, or nothing. */
    String operator() throws SyntaxError {
        for (String each : new String[] {"+=", "-=", "="}) {
            if (line.startsWith(each, at)) {
                at += each.length();
                skipBlanks();
                return each;
            }
        }
        return "";
    }

    String value() throws SyntaxError {
        if (at('"')) {
            return quoted();
        }
        int start = at;
        while (!atEnd() && line.charAt(at) != ',' && !Character.isWhitespace(line.charAt(at))) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at, line.length());
        String value = line.substring(start, at).replaceAll("\\\\(.)", "$1");
        skipBlanks();
        return value;
    }

    /** A tag with its colon, or nothing. */
    String acceptTag(Set<String> tags) {
        int end = wordEnd(at);
        String word = line.substring(at, end);
        int colon = end;
        while (colon < line.length() && Character.isWhitespace(line.charAt(colon))) {
            colon++;
        }
        if (!tags.contains(word) || colon >= line.length() || line.charAt(colon) != ':') {
            return "";
        }
        at = colon + 1;
        skipBlanks();
        return word;
    }

    /** ALL, an alias, or an absolute path with its arguments, up to a comma, a colon or the end. */
    String command() throws SyntaxError {
        int end = wordEnd(at);
        String word = line.substring(at, end);
        boolean path = word.startsWith("/") || word.equals("sudoedit");
        if (end == at || !path && !word.matches("ALL|list|[A-Z][A-Z0-9_]*")) {
            throw here();
        }
        int start = at;
        at = end;
        if (path) {
            while (!atEnd() && ",:=#".indexOf(line.charAt(at)) < 0) {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at, line.length());
        }
        String command = line.substring(start, at).strip().replaceAll("\\\\([,:= ])", "$1");
        skipBlanks();
        return command;
    }
}
