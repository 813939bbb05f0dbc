package postroom.server.imap.syntax;

/** How values are written into answers. Texts have a char for each byte. */
public final class Quoting {
    private static final int MOST_ESCAPES = 4;

    private Quoting() {}

    /** A string, quoted if it can be, otherwise as a literal; {@code NIL} for null. */
    public static String nstring(String text) {
        return text == null ? "NIL" : string(text);
    }

    /** A string, quoted if it can be, otherwise as a literal. */
    public static String string(String text) {
        int escapes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\r' || c == '\n' || c > 126) {
                return literal(text);
            }
            escapes += c == '"' || c == '\\' ? 1 : 0;
        }
        if (escapes > MOST_ESCAPES) {
            return literal(text);
        }
        return '"' + (escapes == 0 ? text : text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    private static String literal(String text) {
        return "{" + text.length() + "}\r\n" + text;
    }

    /** An atom if it can be one, otherwise a string: as mailbox names are written. */
    public static String astring(String text) {
        boolean atom = !text.isEmpty()
                && !text.equalsIgnoreCase("NIL")
                && text.chars().allMatch(c -> c > 32 && c < 127 && "(){%*\"\\".indexOf(c) < 0);
        return atom ? text : string(text);
    }
}
