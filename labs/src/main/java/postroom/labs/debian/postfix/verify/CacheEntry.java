package postroom.labs.debian.postfix.verify;

import java.util.Optional;

/**
 * One address in the cache: {@code status:probed:updated:text}.
 *
 * @param probed when it was last asked, in seconds; 0 if the answer has come
 * @param updated when the answer came; 0 if none has
 */
record CacheEntry(Verification.Status status, long probed, long updated, String text) {
    static Optional<CacheEntry> parse(String raw) {
        String[] parts = raw.split(":", 4);
        boolean whole = parts.length == 4
                && parts[0].matches("[0-3]")
                && parts[1].matches("[0-9]{1,12}")
                && parts[2].matches("[0-9]{1,12}");
        return whole
                ? Optional.of(new CacheEntry(
                        Verification.Status.values()[Integer.parseInt(parts[0])],
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2]),
                        parts[3]))
                : Optional.empty();
    }

    /** As it stands in the file. */
    String raw() {
        return status.ordinal() + ":" + probed + ":" + updated + ":" + text;
    }
}
