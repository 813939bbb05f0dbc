package postroom.labs.debian.openssl.x509;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as OpenSSL prints them ({@code ASN1_TIME_print(3)}). */
public final class Times {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ENGLISH);

    private Times() {}

    /** {@code Nov  4 15:55:27 2026 GMT}. */
    public static String text(Instant time) {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        return String.format(Locale.ROOT, "%s %2d %s GMT", MONTH.format(at), at.getDayOfMonth(), CLOCK.format(at));
    }

    /** {@code 2026-11-04 15:55:27Z}. */
    public static String iso(Instant time) {
        return ISO.format(time.atZone(ZoneOffset.UTC));
    }
}
