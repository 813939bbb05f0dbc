package postroom.labs.debian.postfix.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as Postfix writes them; a lab's hosts keep UTC. */
public final class MailDate {
    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss '+0000 (UTC)'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter QUEUE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private MailDate() {}

    /** {@code Tue, 24 Nov 2026 06:10:54 +0000 (UTC)}: in headers (RFC 5322 §3.3). */
    public static String header(Instant time) {
        return HEADER.format(time);
    }

    /** {@code 20261124061054}: in message ids. */
    public static String messageId(Instant time) {
        return ID.format(time);
    }

    /** {@code Tue Nov 24 06:10:54 2026}: in From_ lines and postcat ({@code ctime(3)}). */
    public static String ctime(Instant time) {
        return CTIME.format(time);
    }

    /** {@code Tue Nov 24 06:10:54}: in mailq. */
    public static String queue(Instant time) {
        return QUEUE.format(time);
    }
}
