package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.store.TrustFiles;
import postroom.labs.debian.openssl.tls.Identity;
import postroom.labs.debian.openssl.tls.ServerSettings;
import postroom.labs.debian.openssl.tls.ServerText;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/** {@code openssl s_server}: a server of TLS for one client after the other. One object a call. */
final class SServer {
    private static final int BACKLOG = 16;
    private static final String DEFAULT_CERTIFICATE = "server.pem";

    private final App app;
    private final Process process;
    private final Given given;

    private SServer(App app, Given given) {
        this.app = app;
        this.process = app.process();
        this.given = given;
    }

    static Command command() {
        return app -> new SServer(app, app.givenWithoutRest()).run();
    }

    private int run() throws IOException, Quit {
        boolean quiet = given.has("quiet") || given.has("brief");
        Optional<String> demanded = given.value("Verify");
        Optional<String> depth = demanded.or(() -> given.value("verify"));
        if (depth.isPresent() && !given.has("quiet")) {
            app.say("verify depth is " + app.argumentNumber(depth.get())
                    + (demanded.isPresent() ? ", must return a certificate" : ""));
        }
        Identity identity = identity();
        ClientOptions options = new ClientOptions(app, given);
        ServerSettings settings =
                new ServerSettings(identity, options.versions(), options.suites(), protocols(), depth.isPresent());
        ServedClient served = new ServedClient(
                app,
                given,
                settings,
                new TrustFiles(app).load(given, false),
                Common.names(app, given),
                demanded.isPresent());
        if (!quiet) {
            app.out().print("Using default temp DH parameters\n");
        }
        return serve(served, quiet);
    }

    private List<String> protocols() {
        return given.value("alpn").map(it -> List.of(it.split(","))).orElse(List.of());
    }

    private Identity identity() throws IOException, Quit {
        String path = given.value("cert").orElse(DEFAULT_CERTIFICATE);
        String password = Common.password(app, given, "pass", "Error getting password");
        Store store = new Store(app);
        Key key = store.requirePrivateKey(given.value("key").orElse(path), password, "server certificate private key");
        Certificate own = store.requireCertificate(path, "server certificate");
        List<Certificate> chain = new ArrayList<>(List.of(own));
        Optional<String> between = given.value("cert_chain");
        if (between.isPresent()) {
            chain.addAll(store.certificates(between.get(), "server certificate chain"));
        }
        if (own.key().isEmpty() || !own.key().get().fits(key)) {
            app.errors().push(0x05800074, "X509_check_private_key", "crypto/x509/x509_cmp.c:403", "");
            throw app.fail("error setting private key");
        }
        return new Identity(chain, key);
    }

    private int serve(ServedClient served, boolean quiet) throws IOException, Quit {
        String accept = given.value("accept").or(() -> given.value("port")).orElse("4433");
        int colon = accept.lastIndexOf(':');
        Resolver resolver = new Resolver(process);
        String portText = accept.substring(colon + 1);
        Optional<Integer> port = resolver.port(portText);
        if (port.isEmpty()) {
            throw app.usage("invalid argument \"" + accept + "\"");
        }
        // One socket for both families, with the real one; the lab's sockets have one each
        List<InetAddress> local = new ArrayList<>();
        if (!given.has("6")) {
            local.add(Network.address("0.0.0.0"));
        }
        if (!given.has("4")) {
            local.add(Network.address("::"));
        }
        if (colon > 0 && !accept.substring(0, colon).equals("*")) {
            try {
                List<InetAddress> named =
                        resolver.addresses(accept.substring(0, colon).replaceAll("^\\[|\\]$", ""));
                local = List.of(named.get(0));
            } catch (Resolver.Unresolved e) {
                throw app.usage("invalid argument \"" + accept + "\"");
            }
        }
        LinkedBlockingQueue<Connection> arrived = new LinkedBlockingQueue<>(BACKLOG);
        List<Node.Listening> listening = new ArrayList<>();
        try {
            if (port.get() > 0 && port.get() < 1024 && !process.who().isRoot()) {
                throw new ErrnoException(Errno.EACCES);
            }
            for (InetAddress each : local) {
                listening.add(process.host().node().listen(each, port.get(), process.pid(), connection -> {
                    if (!arrived.offer(connection)) {
                        connection.close();
                    }
                    process.wake();
                }));
            }
        } catch (ErrnoException e) {
            listening.forEach(Node.Listening::close);
            app.errors().system(e.errno(), "BIO_bind", "crypto/bio/bio_sock2.c:171", "calling bind()");
            app.errors().push(0x10000075, "BIO_bind", "crypto/bio/bio_sock2.c:173", "");
            app.errors().print();
            end(served, quiet);
            return 0;
        }
        try {
            if (!quiet) {
                app.out().print("ACCEPT\n");
            }
            app.out().flush();
            long left = given.value("naccept").isPresent()
                    ? app.argumentNumber(given.value("naccept").get()).longValue()
                    : -1;
            boolean more = true;
            while (more && left != 0) {
                process.await(null, () -> !arrived.isEmpty());
                Connection connection = arrived.remove();
                connection.owner(process.pid());
                try {
                    more = served.serve(connection);
                } finally {
                    connection.close();
                }
                left -= left > 0 ? 1 : 0;
            }
        } finally {
            listening.forEach(Node.Listening::close);
            arrived.forEach(Connection::close);
        }
        end(served, quiet);
        return 0;
    }

    private void end(ServedClient served, boolean quiet) throws IOException {
        if (!quiet) {
            app.out().print(ServerText.statistics(served.accepts(), served.finished()));
        }
    }
}
