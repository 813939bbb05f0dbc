package postroom.server.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value with parameters, as {@code Content-Type} and {@code Content-Disposition} have them (RFC 2045 §5.1).
 *
 * @param value before the first semicolon
 * @param parameters in their order
 */
public record Parameters(String value, List<Parameter> parameters) {

    /** One of them. */
    public record Parameter(String name, String value) {}

    /** Takes a field's value apart; comments and what makes no sense are left out. */
    public static Parameters parse(String text) {
        int[] at = {0};
        StringBuilder value = new StringBuilder();
        while (at[0] < text.length() && text.charAt(at[0]) != ';') {
            char c = text.charAt(at[0]);
            if (c == '(') {
                skipComment(text, at);
            } else {
                if (c > ' ') {
                    value.append(c);
                }
                at[0]++;
            }
        }
        List<Parameter> parameters = new ArrayList<>();
        while (at[0] < text.length()) {
            at[0]++;
            String name = token(text, at, "=;");
            if (at[0] < text.length() && text.charAt(at[0]) == '=') {
                at[0]++;
                String given = token(text, at, ";");
                if (!name.isEmpty()) {
                    parameters.add(new Parameter(name, given));
                }
            }
        }
        return new Parameters(value.toString(), parameters);
    }

    private static String token(String text, int[] at, String ends) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        while (at[0] < text.length()) {
            char c = text.charAt(at[0]);
            if (quoted) {
                if (c == '\\' && at[0] + 1 < text.length()) {
                    at[0]++;
                    out.append(text.charAt(at[0]));
                } else if (c == '"') {
                    quoted = false;
                } else {
                    out.append(c);
                }
            } else if (ends.indexOf(c) >= 0) {
                break;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(') {
                skipComment(text, at);
                continue;
            } else if (c > ' ') {
                out.append(c);
            }
            at[0]++;
        }
        return out.toString();
    }

    private static void skipComment(String text, int[] at) {
        int depth = 0;
        while (at[0] < text.length()) {
            char c = text.charAt(at[0]++);
            if (c == '\\') {
                at[0]++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
    }

    /** The value of a parameter, in any case. */
    public Optional<String> get(String name) {
        return parameters.stream()
                .filter(it -> it.name.equalsIgnoreCase(name))
                .map(Parameter::value)
                .findFirst();
    }
}
