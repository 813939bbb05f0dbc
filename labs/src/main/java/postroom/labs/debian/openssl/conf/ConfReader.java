package postroom.labs.debian.openssl.conf;

import java.util.Map;

/** Reads a configuration ({@code config(5)}): sections, continued lines, quotes, variables, {@code .include} left aside. */
public final class ConfReader {
    private static final int MISSING_CLOSE_BRACKET = 0x07000064;
    private static final int MISSING_EQUAL = 0x07000065;
    private static final int NO_CLOSE_BRACE = 0x07000066;
    private static final int VARIABLE_HAS_NO_VALUE = 0x07000068;
    private static final int TOO_LONG = 0x07000074;
    private static final int LONGEST = 65_536;

    private final Map<String, String> environment;
    private final Conf conf = new Conf();
    private String section = Conf.DEFAULT;
    private int number;

    /** Variables of {@code $ENV::} come from {@code environment}. */
    public ConfReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reads a text. */
    public Conf read(String text) throws ConfException {
        StringBuilder logical = new StringBuilder();
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (line.endsWith("\\") && !line.endsWith("\\\\")) {
                logical.append(line, 0, line.length() - 1);
                continue;
            }
            logical.append(line);
            line(logical.toString());
            logical.setLength(0);
        }
        if (logical.length() > 0) {
            line(logical.toString());
        }
        return conf;
    }

    private void line(String whole) throws ConfException {
        String line = withoutComment(whole).strip();
        if (line.isEmpty() || line.startsWith(".include") || line.startsWith(".pragma")) {
            return;
        }
        if (line.charAt(0) == '[') {
            int end = line.indexOf(']');
            if (end < 0) {
                throw new ConfException(number, MISSING_CLOSE_BRACKET, "");
            }
            section = line.substring(1, end).strip();
            conf.section(section);
            return;
        }
        int end = 0;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || isNamePunctuation(line.charAt(end)))) {
            end++;
        }
        String name = line.substring(0, end);
        String target = section;
        int colons = name.indexOf("::");
        if (colons > 0) {
            target = name.substring(0, colons);
            name = name.substring(colons + 2);
        }
        String rest = line.substring(end).stripLeading();
        if (!rest.startsWith("=")) {
            throw new ConfException(number, MISSING_EQUAL, "");
        }
        conf.section(target).put(name, value(rest.substring(1).strip()));
    }

    private static boolean isNamePunctuation(char c) {
        return "!.%&*+,/;?@^~|-_:".indexOf(c) >= 0;
    }

    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '#') {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private String value(String raw) throws ConfException {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                int end = i + 1;
                while (end < raw.length() && raw.charAt(end) != c) {
                    if (raw.charAt(end) == '\\' && end + 1 < raw.length()) {
                        end++;
                    }
                    out.append(raw.charAt(end++));
                }
                i = end + 1;
            } else if (c == '\\' && i + 1 < raw.length()) {
                out.append(escaped(raw.charAt(i + 1)));
                i += 2;
            } else if (c == '$') {
                i = variable(raw, i, out);
            } else {
                out.append(c);
                i++;
            }
            if (out.length() > LONGEST) {
                throw new ConfException(number, TOO_LONG, "");
            }
        }
        return out.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 'b' -> '\b';
            case 't' -> '\t';
            default -> c;
        };
    }

    private int variable(String raw, int at, StringBuilder out) throws ConfException {
        int i = at + 1;
        char close =
                i < raw.length() && raw.charAt(i) == '{' ? '}' : i < raw.length() && raw.charAt(i) == '(' ? ')' : 0;
        i += close == 0 ? 0 : 1;
        int start = i;
        while (i < raw.length() && (Character.isLetterOrDigit(raw.charAt(i)) || raw.charAt(i) == '_')) {
            i++;
        }
        String from = section;
        String name = raw.substring(start, i);
        if (raw.startsWith("::", i)) {
            from = name;
            i += 2;
            start = i;
            while (i < raw.length() && (Character.isLetterOrDigit(raw.charAt(i)) || raw.charAt(i) == '_')) {
                i++;
            }
            name = raw.substring(start, i);
        }
        if (close != 0) {
            if (i >= raw.length() || raw.charAt(i) != close) {
                throw new ConfException(number, NO_CLOSE_BRACE, "");
            }
            i++;
        }
        String value = from.equals("ENV")
                ? environment.get(name)
                : conf.value(from, name).orElse(null);
        if (value == null) {
            throw new ConfException(number, VARIABLE_HAS_NO_VALUE, "");
        }
        out.append(value);
        return i;
    }
}
