package postroom.labs.debian.postfix.smtpd;

import java.util.Map;
import postroom.labs.debian.postfix.config.Msg;

/**
 * A text with an enhanced status code before it, or without.
 *
 * @param code the code that it has, or the one that it gets
 * @param text the rest
 */
record EnhancedCode(String code, String text) {
    private static final String PATTERN = "[245]\\.[0-9]{1,3}\\.[0-9]{1,3}";
    private static final Map<String, String> OF_SENDERS = Map.of(
            "1", "4.1.7", "2", "4.1.8", "3", "4.1.7", "4", "4.1.7", "5", "4.1.0", "6", "4.1.7", "7", "4.1.7", "8",
            "4.1.8");
    private static final Map<String, String> OF_RECIPIENTS = Map.of(
            "1", "4.1.1", "2", "4.1.2", "3", "4.1.3", "4", "4.1.4", "5", "4.1.5", "6", "4.1.6", "7", "4.1.3", "8",
            "4.1.2");

    /** Splits {@code text}; without a code it gets {@code otherwise}. */
    static EnhancedCode split(String otherwise, String text) {
        String[] parts = text.split("\\s+", 2);
        return parts[0].matches(PATTERN)
                ? new EnhancedCode(parts[0], parts.length > 1 ? parts[1] : "")
                : new EnhancedCode(otherwise, text);
    }

    static boolean valid(String code) {
        return code.matches(PATTERN);
    }

    /** The code for this kind of subject: those about addresses tell senders from recipients (RFC 3463 §3.2). */
    String fitting(String kind, Msg msg) {
        if (!code.matches("[0-9]\\.1\\..*")) {
            return code;
        }
        String detail = code.substring(4);
        String fits = switch (kind) {
            case Subject.SENDER -> OF_SENDERS.getOrDefault(detail, "4.1.0");
            case Subject.RECIPIENT -> OF_RECIPIENTS.getOrDefault(detail, "4.1.0");
            default -> "4.0.0";
        };
        if (!fits.substring(2).equals(code.substring(2))) {
            msg.info("mapping DSN status " + code + " into " + kind + " status " + code.charAt(0) + fits.substring(1));
        }
        return fits;
    }
}
