package postroom.server.smtp;

import java.util.Optional;

/** Counts of bytes in commands. */
final class Numbers {

    private Numbers() {}

    /** A number of digits only; nothing when it is not, or is beyond 63 bits. */
    static Optional<Long> parse(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
