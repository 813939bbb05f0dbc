package postroom.labs.lab.internet;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Who has tried when (RFC 6647 §2.3): client, sender and recipient, by the lab's clock. The oldest is forgotten first. */
final class Greylist {
    private static final String PREFIX = "grey/";
    private static final int MOST = 200;

    private final Spool spool;

    Greylist(Spool spool) {
        this.spool = spool;
    }

    /** How long the client has to wait from now on; zero if it may pass. A first attempt is taken down. */
    Duration wait(String client, String sender, String recipient, int seconds, Instant now) {
        String key = PREFIX + (client + " " + sender + " " + recipient).toLowerCase(Locale.ROOT);
        Instant first = spool.get(key).map(Greylist::time).orElse(null);
        if (first == null) {
            makeRoom();
            spool.put(
                    key,
                    ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array());
            first = now;
        }
        Duration left = Duration.between(now, first.plusSeconds(seconds));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void makeRoom() {
        Map<String, byte[]> all = spool.under(PREFIX);
        if (all.size() >= MOST) {
            all.entrySet().stream()
                    .min((one, other) -> time(one.getValue()).compareTo(time(other.getValue())))
                    .ifPresent(oldest -> spool.remove(oldest.getKey()));
        }
    }

    private static Instant time(byte[] content) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(content).getLong());
    }
}
