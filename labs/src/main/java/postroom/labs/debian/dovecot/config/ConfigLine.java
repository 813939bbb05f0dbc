package postroom.labs.debian.dovecot.config;

/**
 * One line of a configuration file, taken apart.
 *
 * @param what its kind
 * @param key the setting, the type of a section, or empty
 * @param value the value, the name of a section, the pattern of an include, or the complaint about a bad line
 * @param quoted whether the value stood in quotes, and means nothing but itself
 */
record ConfigLine(What what, String key, String value, boolean quoted) {

    enum What {
        NOTHING,
        VALUE,
        BEGIN,
        END,
        INCLUDE,
        INCLUDE_TRY,
        BAD
    }

    /** Takes a logical line apart: continuation and comments are gone. */
    static ConfigLine parse(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return new ConfigLine(What.NOTHING, "", "", false);
        }
        if (line.startsWith("!include_try ") || line.startsWith("!include_try\t")) {
            return new ConfigLine(What.INCLUDE_TRY, "", line.substring(13).strip(), false);
        }
        if (line.startsWith("!include ") || line.startsWith("!include\t")) {
            return new ConfigLine(What.INCLUDE, "", line.substring(9).strip(), false);
        }
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != '=') {
            end++;
        }
        String key = line.substring(0, end);
        String rest = line.substring(end).stripLeading();
        if (rest.startsWith("=")) {
            if (key.isEmpty()) {
                return bad("Missing key name ('=' at the beginning of line)");
            }
            return value(key, rest.substring(1).strip());
        }
        if (key.equals("}") && rest.isEmpty()) {
            return new ConfigLine(What.END, "", "", false);
        }
        return section(key, rest);
    }

    private static ConfigLine value(String key, String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        if (!quoted) {
            return new ConfigLine(What.VALUE, key, value, false);
        }
        String inner = value.substring(1, value.length() - 1);
        return new ConfigLine(
                What.VALUE, key, value.startsWith("\"") ? inner.replaceAll("\\\\(.)", "$1") : inner, true);
    }

    private static ConfigLine section(String type, String rest) {
        String name = "";
        String behind = rest;
        if (rest.startsWith("\"")) {
            int close = rest.indexOf('"', 1);
            if (close < 0) {
                return bad("Missing ending '\"'");
            }
            name = rest.substring(1, close);
            behind = rest.substring(close + 1).stripLeading();
        } else if (!rest.startsWith("{")) {
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end++;
            }
            name = rest.substring(0, end);
            behind = rest.substring(end).stripLeading();
        }
        if (!behind.startsWith("{")) {
            return bad("Expecting '{'");
        }
        return behind.length() > 1 ? bad("Garbage after '{'") : new ConfigLine(What.BEGIN, type, name, false);
    }

    private static ConfigLine bad(String complaint) {
        return new ConfigLine(What.BAD, "", complaint, false);
    }

    /**
     * A line without its comment.
     *
     * @param ambiguous is run when a {@code #} stands in the middle of a word, and is a comment all the same
     */
    static String withoutComment(String line, Runnable ambiguous) {
        if (line.strip().startsWith("#")) {
            return "";
        }
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if ((c == '"' || c == '\'') && line.indexOf(c, i + 1) > 0) {
                quote = c;
            } else if (c == '#') {
                if (!Character.isWhitespace(line.charAt(i - 1))) {
                    ambiguous.run();
                }
                return line.substring(0, i);
            }
        }
        return line;
    }
}
