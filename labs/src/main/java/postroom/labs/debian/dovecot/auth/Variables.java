package postroom.labs.debian.dovecot.auth;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dovecot's variables in settings: {@code %u}, {@code %n}, {@code %d}, {@code %h}, with modifiers ({@code %Lu}). */
public final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("%(?:(%)|([0-9.]*)([LUX]*)([a-z])|\\{([a-z_]+)\\})");
    private static final Map<String, String> LONG = Map.of("user", "u", "username", "n", "domain", "d", "home", "h");

    private Variables() {}

    /** A text with the variables of a user in place. */
    public static String expand(String text, String user, String home) {
        int at = user.indexOf('@');
        Map<String, String> values = Map.of(
                "u",
                user,
                "n",
                at < 0 ? user : user.substring(0, at),
                "d",
                at < 0 ? "" : user.substring(at + 1),
                "h",
                home);
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(value(matcher, values)));
        }
        return matcher.appendTail(out).toString();
    }

    private static String value(Matcher matcher, Map<String, String> values) {
        if (matcher.group(1) != null) {
            return "%";
        }
        String name = matcher.group(5) == null ? matcher.group(4) : LONG.getOrDefault(matcher.group(5), "?");
        String value = values.get(name);
        if (value == null) {
            return matcher.group();
        }
        if (matcher.group(5) != null) {
            return value;
        }
        String modifiers = matcher.group(3);
        if (modifiers.contains("L")) {
            value = value.toLowerCase(Locale.ROOT);
        }
        if (modifiers.contains("U")) {
            value = value.toUpperCase(Locale.ROOT);
        }
        String width = matcher.group(2);
        if (width.matches("[0-9]{1,4}")) {
            value = value.substring(0, Math.min(value.length(), Integer.parseInt(width)));
        } else if (width.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
            int from = Math.min(value.length(), Integer.parseInt(width.substring(0, width.indexOf('.'))));
            int length = Integer.parseInt(width.substring(width.indexOf('.') + 1));
            value = value.substring(from, Math.min(value.length(), from + length));
        }
        return value;
    }
}
