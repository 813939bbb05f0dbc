package postroom.labs.debian.dovecot.delivery;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code deliver_log_format}: what the log says of a delivery. */
final class LogFormat {
    private static final Pattern VARIABLE = Pattern.compile("%(?:([%$a-z])|\\{([a-z_]+)\\})");
    private static final Map<String, String> LONG =
            Map.of("msgid", "m", "subject", "s", "from", "f", "from_envelope", "e", "size", "p", "vsize", "w");

    private final String format;

    LogFormat(String format) {
        this.format = format;
    }

    String of(Letter letter, String text) {
        Matcher matcher = VARIABLE.matcher(format);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1) == null ? LONG.getOrDefault(matcher.group(2), "?") : matcher.group(1);
            matcher.appendReplacement(out, Matcher.quoteReplacement(value(name, letter, text, matcher.group())));
        }
        return matcher.appendTail(out).toString();
    }

    private static String value(String name, Letter letter, String text, String otherwise) {
        return switch (name) {
            case "%" -> "%";
            case "$" -> text;
            case "m" -> letter.messageId();
            case "s" -> letter.header("Subject").orElse("");
            case "f" -> letter.header("From").orElse("");
            case "e" -> letter.sender();
            case "p" -> Integer.toString(letter.size());
            case "w" -> Integer.toString(postroom.labs.debian.dovecot.storage.NetworkText.length(letter.content()));
            default -> otherwise;
        };
    }
}
