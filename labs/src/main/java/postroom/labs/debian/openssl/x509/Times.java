package postroom.labs.debian.openssl.x509;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Times as OpenSSL prints them ({@code ASN1_TIME_print(3)}). */
public final class Times {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ENGLISH);

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ENGLISH);
    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ENGLISH);

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

    /** {@code 261104155527Z}, from 2050 on with four digits for the year ({@code ASN1_TIME_set(3)}). */
    public static String asn1(Instant time) {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        return (at.getYear() < 2050 ? UTC : GENERALIZED).format(at);
    }

    /** A time as {@code -startdate} and its kin take it; empty if it is none. */
    public static Optional<Instant> parse(String text) {
        try {
            if (text.matches("[0-9]{14}Z")) {
                return Optional.of(LocalDateTime.parse(text, GENERALIZED).toInstant(ZoneOffset.UTC));
            }
            if (text.matches("[0-9]{12}Z")) {
                String century = text.compareTo("5") < 0 ? "20" : "19";
                return Optional.of(
                        LocalDateTime.parse(century + text, GENERALIZED).toInstant(ZoneOffset.UTC));
            }
            return Optional.empty();
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }
}
