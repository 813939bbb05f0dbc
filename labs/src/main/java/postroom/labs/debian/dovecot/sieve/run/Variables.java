package postroom.labs.debian.dovecot.sieve.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables (RFC 5229) with those that a match has set, and encoded characters (RFC 5228 §2.4.2.4). */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)|([0-9]{1,9}))\\}");
    private static final Pattern ENCODED = Pattern.compile(
            "\\$\\{(hex|unicode):((?:[ \t\r\n]*[0-9A-Fa-f]{1,6})+[ \t\r\n]*)\\}", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 4000;

    private final Set<String> extensions;
    private final Map<String, String> values = new HashMap<>();
    private List<String> matched = List.of();

    Variables(Set<String> extensions) {
        this.extensions = extensions;
    }

    void matched(List<String> groups) {
        matched = groups;
    }

    boolean isActive() {
        return extensions.contains("variables");
    }

    String get(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    void set(String name, String value) {
        values.put(name.toLowerCase(Locale.ROOT), value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }

    String expand(String text) {
        String decoded = extensions.contains("encoded-character") ? decode(text) : text;
        if (!isActive() || !decoded.contains("${")) {
            return decoded;
        }
        return REFERENCE.matcher(decoded).replaceAll(it -> Matcher.quoteReplacement(value(it.group(1), it.group(2))));
    }

    private String value(String name, String number) {
        if (name != null) {
            return get(name);
        }
        int index = Integer.parseInt(number);
        return index < matched.size() ? matched.get(index) : "";
    }

    private static String decode(String text) {
        return ENCODED.matcher(text).replaceAll(it -> {
            String[] codes = it.group(2).trim().split("\\s+");
            boolean hex = it.group(1).equalsIgnoreCase("hex");
            byte[] bytes = new byte[codes.length];
            StringBuilder characters = new StringBuilder();
            for (int i = 0; i < codes.length; i++) {
                int code = Integer.parseInt(codes[i], 16);
                if (hex ? code > 255 || codes[i].length() > 2 : !Character.isValidCodePoint(code)) {
                    return Matcher.quoteReplacement(it.group());
                }
                bytes[i] = (byte) code;
                characters.appendCodePoint(code);
            }
            return Matcher.quoteReplacement(hex ? new String(bytes, UTF_8) : characters.toString());
        });
    }
}
