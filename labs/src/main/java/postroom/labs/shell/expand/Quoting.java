package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variable.Attribute;
import postroom.labs.shell.syntax.ByteText;

/** Writes values so that the shell reads them back: {@code declare -p}, {@code printf %q}, {@code set}, {@code set -x}. */
public final class Quoting {
    private Quoting() {}

    /** {@code 'it'\''s'}, or {@code $'…'} where control characters are. As {@code ${v@Q}}. */
    public static String single(String value) {
        return hasControl(value) ? ansi(value) : "'" + value.replace("'", "'\\''") + "'";
    }

    private static boolean hasControl(String value) {
        return value.chars().anyMatch(c -> c < 32 || c == 127 || c >= 0xDC80 && c <= 0xDCFF && !isPaired(value));
    }

    private static boolean isPaired(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)))) {
                return false;
            }
        }
        return true;
    }

    /** {@code $'a\nb'}. */
    public static String ansi(String value) {
        StringBuilder out = new StringBuilder("$'");
        for (int c : value.codePoints().toArray()) {
            switch (c) {
                case 7 -> out.append("\\a");
                case 8 -> out.append("\\b");
                case 9 -> out.append("\\t");
                case 10 -> out.append("\\n");
                case 11 -> out.append("\\v");
                case 12 -> out.append("\\f");
                case 13 -> out.append("\\r");
                case 27 -> out.append("\\E");
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                default -> {
                    if (c < 32 || c == 127) {
                        out.append(String.format("\\%03o", c));
                    } else if (c >= 0xDC80 && c <= 0xDCFF) {
                        out.append(String.format("\\%03o", ByteText.encode(Character.toString(c))[0] & 0xFF));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        }
        return out.append('\'').toString();
    }

    /** {@code "a\"b"}, or {@code $'…'} where control characters are, as {@code declare -p} prints values. */
    public static String doubled(String value) {
        if (hasControl(value)) {
            return ansi(value);
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\' || c == '$' || c == '`') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    /** As {@code set} lists values and {@code set -x} shows words: quoted only when needed. */
    public static String ifNeeded(String value) {
        if (value.isEmpty()) {
            return "''";
        }
        return needsQuotes(value) ? single(value) : value;
    }

    /** A word as {@code set -x} shows it: blanks and line feeds stand in plain quotes, other control characters do not. */
    public static String traced(String value) {
        boolean plain = value.replace('\t', ' ').replace('\n', ' ').chars().noneMatch(c -> c < 32 || c == 127);
        return plain && hasControl(value) && needsQuotes(value)
                ? "'" + value.replace("'", "'\\''") + "'"
                : ifNeeded(value);
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 32 || c == 127 || " '\"\\|&;()<>!{}*[]?^$`".indexOf(c) >= 0) {
                return true;
            }
            if (c == '#' && i == 0
                    || c == '~' && (i == 0 || value.charAt(i - 1) == ':' || value.charAt(i - 1) == '=')) {
                return true;
            }
        }
        return false;
    }

    /** With backslashes, as {@code printf %q}. */
    public static String backslashed(String value) {
        if (value.isEmpty()) {
            return "''";
        }
        if (hasControl(value)) {
            return ansi(value);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean special = " '\"\\|&;()<>!{}*[]?^$`,".indexOf(c) >= 0;
            boolean atStart = i == 0 && (c == '#' || c == '~');
            boolean tilde = c == '~' && i > 0 && (value.charAt(i - 1) == ':' || value.charAt(i - 1) == '=');
            if (special || atStart || tilde) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    /** The option letters of a variable, {@code ai} as {@code ${v@a}} gives them. */
    public static String letters(Variable variable) {
        StringBuilder letters = new StringBuilder();
        if (variable.isIndexed()) {
            letters.append('a');
        }
        if (variable.isAssociative()) {
            letters.append('A');
        }
        for (Attribute attribute : Attribute.values()) {
            if (variable.is(attribute)) {
                letters.append(attribute.letter());
            }
        }
        return letters.toString();
    }

    /** {@code ${v@A}}: an assignment that makes the variable again. */
    public static String assignment(String name, Variable variable, boolean whole) {
        String letters = letters(variable);
        String value;
        if (variable.isArray() && whole) {
            value = elements(variable);
        } else {
            value = single(variable.value().orElse(""));
        }
        return letters.isEmpty() ? name + "=" + value : "declare -" + letters + " " + name + "=" + value;
    }

    /** {@code ([0]="a" [1]="b")}. */
    public static String elements(Variable variable) {
        List<String> keys = Arrays.keys(variable);
        List<String> values = Arrays.values(variable);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            boolean quoted = variable.isAssociative() && (key.isEmpty() || needsQuotes(key));
            items.add("[" + (quoted ? doubled(key) : key) + "]=" + doubled(values.get(i)));
        }
        String end = variable.isAssociative() && !items.isEmpty() ? " )" : ")";
        return "(" + String.join(" ", items) + end;
    }

    /** The line of {@code declare -p}. */
    public static String declaration(String name, Variable variable) {
        String letters = letters(variable);
        String head = "declare -" + (letters.isEmpty() ? "-" : letters) + " " + name;
        if (variable.isArray()) {
            return variable.isSet() || variable.isArray() ? head + "=" + elements(variable) : head;
        }
        return variable.value().map(v -> head + "=" + doubled(v)).orElse(head);
    }
}
