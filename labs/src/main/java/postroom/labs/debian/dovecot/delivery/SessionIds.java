package postroom.labs.debian.dovecot.delivery;

import java.util.Base64;
import postroom.labs.host.Host;

/** Ids of deliveries: 128 bits in Base64, as the log shows them. */
public final class SessionIds {
    private SessionIds() {}

    /** A new one. */
    public static String next(Host host) {
        byte[] random = new byte[16];
        host.random().nextBytes(random);
        return Base64.getEncoder().withoutPadding().encodeToString(random);
    }
}
