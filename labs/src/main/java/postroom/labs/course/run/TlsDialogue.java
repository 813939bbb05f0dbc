package postroom.labs.course.run;

import java.io.IOException;
import java.util.List;
import postroom.labs.course.check.TlsCall;
import postroom.labs.debian.openssl.tls.ClientSettings;
import postroom.labs.debian.openssl.tls.StartTls;
import postroom.labs.debian.openssl.tls.TlsConnection;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.host.Process;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;

/**
 * The client's part of a check of certificates: STARTTLS if it is asked for, and the handshake, with what OpenSSL's client
 * offers. Nothing is refused, since what is wrong with a certificate is for the check to say. Waits without a limit of its
 * own: whoever runs the process ends it.
 */
final class TlsDialogue {
    private static final String LOOPBACK = "127.0.0.1";

    private TlsDialogue() {}

    /** The certificates that the server shows, its own first; none when it offers no TLS or the handshake fails. */
    static List<Certificate> certificates(Process client, TlsCall call) throws IOException {
        Connection connection = client.await(client.host().node().connect(Network.address(LOOPBACK), call.port()));
        try {
            if (call.starttls().isPresent()) {
                StartTls dialogue = new StartTls(client, connection);
                dialogue.speak(call.starttls().get(), "probe.example");
                if (!dialogue.found()) {
                    return List.of();
                }
            }
            TlsConnection tls = new TlsConnection(client, connection, settings(call), chain -> true);
            return tls.handshake() ? tls.client().chain() : List.of();
        } finally {
            connection.close();
        }
    }

    private static ClientSettings settings(TlsCall call) {
        String name =
                call.serverName().filter(it -> it.matches("[A-Za-z0-9.-]+")).orElse(null);
        return call.version()
                .map(only -> ClientSettings.usual(name, List.of(only)))
                .orElseGet(() -> ClientSettings.usual(name, ClientSettings.TODAYS));
    }
}
