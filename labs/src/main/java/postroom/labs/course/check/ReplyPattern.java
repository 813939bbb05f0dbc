package postroom.labs.course.check;

import java.util.Optional;
import java.util.regex.Pattern;
import postroom.labs.course.yaml.YamlValue;

/** Which reply codes are meant: {@code 250}, or with {@code x} for any digit: {@code 5xx}. */
public record ReplyPattern(String digits) {
    private static final Pattern FORM = Pattern.compile("[2-5][0-9x][0-9x]");

    public boolean matches(int code) {
        String text = Integer.toString(code);
        if (text.length() != digits.length()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != 'x' && digits.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static Optional<ReplyPattern> read(YamlValue value) {
        Optional<ReplyPattern> pattern =
                value.text().filter(text -> FORM.matcher(text).matches()).map(ReplyPattern::new);
        if (pattern.isEmpty() && value.isScalar()) {
            value.problem("a reply is three digits, x for any: 250, 5xx");
        }
        return pattern;
    }
}
