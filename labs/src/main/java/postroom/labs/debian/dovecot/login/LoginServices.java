package postroom.labs.debian.dovecot.login;

import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.host.Host;
import postroom.server.Service;
import postroom.server.imap.ImapServer;
import postroom.server.pop3.Pop3Server;

/** The services that take log-ins, by the names of their sections. */
public final class LoginServices {
    private static final Set<String> NAMES = Set.of("imap-login", "pop3-login");

    private LoginServices() {}

    /** Whether there is such a service. */
    public static boolean has(String name) {
        return NAMES.contains(name);
    }

    /**
     * A service for a port.
     *
     * @param master the process whose children the sessions are
     * @param sessions get those who log in
     * @param tls whether a connection begins with the handshake
     * @param current the configuration at the time when a client comes
     */
    public static Service of(
            Host host, int master, Sessions sessions, String name, boolean tls, Supplier<DovecotConfig> current) {
        if (name.equals("imap-login")) {
            return new ImapServer(
                    (client, server) ->
                            new ImapLogin(new LoginSession(host, master, sessions, "imap", current, client, server)),
                    host.wire(),
                    host.clock().withZone(ZoneOffset.UTC),
                    tls);
        }
        return new Pop3Server(
                (client, server) ->
                        new Pop3Login(new LoginSession(host, master, sessions, "pop3", current, client, server)),
                host.wire(),
                host.clock().withZone(ZoneOffset.UTC),
                tls);
    }
}
