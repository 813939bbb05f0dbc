package postroom.labs.debian.file;

/** Texts that {@code file} reads to their end: JSON (RFC 8259) and tables with commas between their fields (RFC 4180). */
final class Structured {
    private static final int MAX_DEPTH = 500;
    private static final int TABLE_LINES = 10;

    private final String text;
    private int at;
    private boolean container;

    private Structured(String text) {
        this.text = text;
    }

    /** The kind of the text; null if it is neither. */
    static Magic.Kind of(String text) {
        Structured json = new Structured(text);
        if (json.value(0) && json.container) {
            json.blanks();
            if (json.at == text.length()) {
                return new Magic.Kind("JSON text data", "application/json", false, false);
            }
            boolean more = text.charAt(json.at - 1) == '\n';
            while (more && json.at < text.length()) {
                more = json.value(0);
                json.blanks();
            }
            if (more) {
                return new Magic.Kind("New Line Delimited JSON text data", "application/x-ndjson", false, false);
            }
        }
        return table(text) ? new Magic.Kind("CSV text", "text/csv", false, false) : null;
    }

    private static boolean table(String text) {
        int commas = 0;
        int wanted = 0;
        int lines = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = text.indexOf('"', i + 1);
                if (i < 0) {
                    return false;
                }
            } else if (c == ',') {
                commas++;
            } else if (c == '\n') {
                lines++;
                if (lines == TABLE_LINES) {
                    return wanted > 0 && wanted == commas;
                }
                if (wanted == 0 && commas == 0 || wanted > 0 && wanted != commas) {
                    return false;
                }
                wanted = commas;
                commas = 0;
            }
        }
        return wanted > 0 && lines > 2;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char c) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean value(int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        if (take('{')) {
            return members('}', true, depth);
        }
        if (take('[')) {
            return members(']', false, depth);
        }
        blanks();
        return string() || word();
    }

    private boolean members(char end, boolean named, int depth) {
        container |= depth == 0;
        if (take(end)) {
            return true;
        }
        do {
            blanks();
            boolean good = (!named || string() && take(':')) && value(depth + 1);
            if (!good) {
                return false;
            }
        } while (take(','));
        return take(end);
    }

    private boolean string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return false;
        }
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return true;
            }
            i += c == '\\' ? 1 : 0;
        }
        return false;
    }

    private boolean word() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(from, at).matches("true|false|null|-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    }
}
