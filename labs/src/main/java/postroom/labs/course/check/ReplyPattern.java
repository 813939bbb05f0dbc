package postroom.labs.course.check;

import java.util.Optional;
import postroom.labs.course.yaml.YamlValue;

/**
 * Which replies are meant: in SMTP a code, {@code 250}, or with {@code x} for any digit {@code 5xx}; in IMAP {@code OK},
 * {@code NO}, {@code BAD}; in POP3 {@code OK}, {@code ERR}.
 */
public record ReplyPattern(String form) {

    /** Whether a reply with that status is one of them. */
    public boolean matches(String status) {
        if (status.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            if (form.charAt(i) != 'x' && form.charAt(i) != status.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static Optional<ReplyPattern> read(YamlValue value, Protocol protocol) {
        Optional<ReplyPattern> pattern = value.text().filter(protocol::isReply).map(ReplyPattern::new);
        if (pattern.isEmpty() && value.isScalar()) {
            value.problem(protocol.replyHelp());
        }
        return pattern;
    }
}
