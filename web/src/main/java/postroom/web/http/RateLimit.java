package postroom.web.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.TooManyRequestsResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a guess may fail, so that codes and passwords cannot be tried out: per address and window of time. Only failures
 * count, since a whole class may come from one address. Of IPv6 the network of 64 bits counts. The latest
 * {@value #MOST_ADDRESSES} addresses are remembered.
 */
public final class RateLimit {
    private static final int MOST_ADDRESSES = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private record Failures(Instant since, int count) {}

    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    /**
     * @param most failures within a window
     * @param window begins with the first failure
     */
    public RateLimit(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Before a guess is looked at.
     *
     * @throws TooManyRequestsResponse if this address has failed too often
     */
    public synchronized void check(Context ctx) {
        Failures before = failures.get(network(ctx.ip()));
        if (before != null && isCurrent(before) && before.count() >= most) {
            long wait = Duration.between(clock.instant(), before.since().plus(window))
                            .toSeconds()
                    + 1;
            ctx.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", String.valueOf(wait));
            throw new TooManyRequestsResponse();
        }
    }

    /** A guess of this address was wrong. */
    public synchronized void failed(Context ctx) {
        String network = network(ctx.ip());
        Failures before = failures.remove(network);
        failures.put(
                network,
                before != null && isCurrent(before)
                        ? new Failures(before.since(), before.count() + 1)
                        : new Failures(clock.instant(), 1));
        if (failures.size() > MOST_ADDRESSES) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private boolean isCurrent(Failures before) {
        return before.since().plus(window).isAfter(clock.instant());
    }

    private static String network(String ip) {
        try {
            InetAddress address = InetAddress.getByName(ip);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_NETWORK_BYTES)
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return ip; // no address: the server's socket gave something else, which counts as it is
        }
    }
}
