package postroom.labs.debian.openssl.ca;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a certificate was revoked ({@code make_revocation_str} in {@code apps/ca.c}).
 *
 * @param reason the name in {@code index.txt}; empty for none
 * @param argument of some reasons: a time, or an object identifier
 */
public record Revocation(String reason, String argument) {
    /** No reason. */
    public static final Revocation NONE = new Revocation("", "");

    private static final String[] REASONS = {
        "unspecified",
        "keyCompromise",
        "CACompromise",
        "affiliationChanged",
        "superseded",
        "cessationOfOperation",
        "certificateHold",
        "",
        "removeFromCRL"
    };

    /** A reason by its name, in whatever case; empty if there is none. */
    public static Optional<Revocation> named(String name) {
        for (String each : REASONS) {
            if (!each.isEmpty() && each.equalsIgnoreCase(name)) {
                return Optional.of(new Revocation(each, ""));
            }
        }
        return Optional.empty();
    }

    /** What {@code index.txt} says. */
    public String text(String now) {
        return now + (reason.isEmpty() ? "" : "," + reason) + (argument.isEmpty() ? "" : "," + argument);
    }

    /** The number in a list (RFC 5280, 5.3.1); -1 for none. */
    static int code(String reason) {
        switch (reason) {
            case "holdInstruction":
                return 6;
            case "keyTime":
                return 1;
            case "CAkeyTime":
                return 2;
            default:
                for (int i = 0; i < REASONS.length; i++) {
                    if (!reason.isEmpty()
                            && REASONS[i].toLowerCase(Locale.ROOT).equals(reason.toLowerCase(Locale.ROOT))) {
                        return i;
                    }
                }
                return -1;
        }
    }
}
