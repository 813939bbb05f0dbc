package postroom.web.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Who may talk to us. The server of a laptop answers to its loopback names and to the configured host only, so that a
 * page of another site whose name was rebound to 127.0.0.1 gets nothing; and a socket, or a request that changes
 * something, must come from a page of ours ({@code Origin}, RFC 6454 §7). A server behind a proxy is told its public name.
 */
public final class Gate {
    private final Set<String> names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
    private final IntSupplier port;

    /**
     * @param host the address that the server was told to listen on; a name or address other than a wildcard is a name
     *     that it answers to
     * @param publicHosts further names, as a proxy forwards them, {@code host} or {@code host:port}
     * @param port the port that is listened on, known once the server runs
     */
    public Gate(String host, Set<String> publicHosts, IntSupplier port) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            names.addAll(ownAddresses());
        } else {
            names.add(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT));
        }
        publicHosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        this.port = port;
    }

    /** This machine's IPv4 addresses but the loopback's: no name of another site can be rebound to become one. */
    public static Set<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            throw new UncheckedIOException("this machine's addresses cannot be listed", e);
        }
    }

    /** Before every request: its Host is ours, and if it changes something, so is its Origin. */
    public void check(Context ctx) {
        String host = ctx.header("Host");
        if (host == null || !isOurs(host)) {
            throw new HttpResponseException(421, "This address is not served here.", Map.of());
        }
        HandlerType method = ctx.method();
        if (method != HandlerType.GET && method != HandlerType.HEAD) {
            requireOwnOrigin(ctx);
        }
    }

    /** Before a socket is opened: browsers send Origin with every one, and other programs have to. */
    public void checkUpgrade(Context ctx) {
        check(ctx);
        requireOwnOrigin(ctx);
    }

    private void requireOwnOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin == null || !sameHost(origin, ctx.header("Host"))) {
            throw new ForbiddenResponse("This request did not come from a page of this server.");
        }
    }

    private boolean isOurs(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return names.contains(lower)
                || (lower.endsWith(":" + port.getAsInt())
                        && names.contains(lower.substring(0, lower.lastIndexOf(':'))));
    }

    /** The origin's host and port are those that the request was sent to; a scheme's own port may be left out. */
    private static boolean sameHost(String origin, String host) {
        try {
            URI uri = new URI(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getRawAuthority() != null && uri.getRawAuthority().equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
