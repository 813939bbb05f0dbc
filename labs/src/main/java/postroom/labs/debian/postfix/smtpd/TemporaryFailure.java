package postroom.labs.debian.postfix.smtpd;

import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;

/** What becomes of a request when something could not be looked up: {@code reject_tempfail_action} and its kin. */
enum TemporaryFailure {
    DEFER,
    DEFER_IF_PERMIT;

    /** The action that a parameter names. @throws Fatal for any other word */
    static TemporaryFailure of(Parameters parameters, String name) {
        String word = parameters.get(name);
        return switch (word.toLowerCase(java.util.Locale.ROOT)) {
            case "defer" -> DEFER;
            case "defer_if_permit" -> DEFER_IF_PERMIT;
            default -> throw new Fatal("bad configuration: " + name + " = " + word);
        };
    }

    Ruling apply(Standing standing, Request request, int code, String dsn, String text) {
        return this == DEFER
                ? standing.reject(request, code, dsn, text)
                : standing.deferIfPermit(request, code, dsn, text);
    }
}
