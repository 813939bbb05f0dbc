package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.store.TrustFiles;
import postroom.labs.debian.openssl.tls.Identity;
import postroom.labs.debian.openssl.tls.SessionText;
import postroom.labs.debian.openssl.tls.StartTls;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.openssl.tls.TlsConnection;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Matches;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.net.Connection;

/** {@code openssl s_client}: speaks to a server over TLS, and shows the session. One object a call. */
final class SClient {
    private static final int RECORD_PLACE = 1602;

    private final App app;
    private final Given given;
    private final boolean brief;
    private final boolean quiet;
    private final NameOptions names;
    private Trust trust;
    private Verifier.Rules rules;
    private Optional<Identity> identity = Optional.empty();
    private int verified;
    private String peerName;

    private SClient(App app, Given given) throws IOException, Quit {
        this.app = app;
        this.given = given;
        this.brief = given.has("brief");
        this.quiet = brief || given.has("quiet");
        this.names = Common.names(app, given);
    }

    static Command command() {
        return app -> new SClient(app, app.given()).run();
    }

    private int run() throws IOException, Quit {
        ClientOptions options = new ClientOptions(app, given);
        options.check();
        rules = Verify.rules(app, given);
        identity = ownCertificate();
        trust = new TrustFiles(app).load(given, false);
        ClientOptions.Target target = options.target();
        Connection connection = connect(target);
        try {
            return speak(options, target, connection);
        } finally {
            connection.close();
        }
    }

    private Optional<Identity> ownCertificate() throws IOException, Quit {
        Optional<String> path = given.value("cert");
        if (path.isPresent()) {
            String keyPath = given.value("key").orElse(path.get());
            String passin = Common.password(app, given, "pass", "Error getting private key password");
            Key key = new Store(app).requirePrivateKey(keyPath, passin, "client certificate private key");
            Certificate own = new Store(app).requireCertificate(path.get(), "client certificate");
            Optional<Key> open = own.key();
            if (open.isEmpty() || !open.get().fits(key)) {
                app.errors().push(0x05800074, "X509_check_private_key", "crypto/x509/x509_cmp.c:403", "");
                throw app.fail("error setting private key");
            }
            List<Certificate> chain = new ArrayList<>(List.of(own));
            Optional<String> between = given.value("cert_chain");
            if (between.isPresent()) {
                chain.addAll(new Store(app).certificates(between.get(), "client certificate chain"));
            }
            return Optional.of(new Identity(chain, key));
        }
        return Optional.empty();
    }

    private Connection connect(ClientOptions.Target target) throws IOException, Quit {
        return new Connecting(app).connect(target);
    }

    private int speak(ClientOptions options, ClientOptions.Target target, Connection connection)
            throws IOException, Quit {
        if (!quiet) {
            app.out().print("CONNECTED(00000003)\n");
        }
        byte[] last = new byte[0];
        Optional<String> protocol = given.value("starttls");
        if (protocol.isPresent()) {
            StartTls dialogue = new StartTls(app.process(), connection);
            boolean lmtp = protocol.get().equals("lmtp") || protocol.get().equals("smtp");
            last = dialogue.speak(
                    protocol.get(), given.value("name", "xmpphost").orElse(lmtp ? "mail.example.com" : target.host()));
            if (!dialogue.found()) {
                app.say("Didn't find STARTTLS in server response, trying anyway...");
            }
        }
        TlsConnection tls =
                new TlsConnection(app.process(), connection, options.settings(target, identity), this::certificates);
        if (!tls.handshake()) {
            return failed(options, tls);
        }
        List<TlsClient.Ticket> tickets = tls.client().version().equals("TLSv1.3")
                ? List.of()
                : tls.client().takeTickets();
        if (brief) {
            app.err().print(text(options, tls).brief());
        }
        if (!quiet) {
            app.out().print(text(options, tls).full(given.has("showcerts"), true, tickets, app.now()));
            app.out().flush();
        }
        app.err().write(last, 0, last.length);
        int status = new Relay(app, given, tls, connection, quiet, verified).run();
        tls.shutdown();
        return status;
    }

    private SessionText text(ClientOptions options, TlsConnection tls) {
        return new SessionText(tls.client(), names, verified, peerName, options.newest());
    }

    /** Looks at the server's certificates, and says what it finds ({@code verify_callback}). */
    private boolean certificates(List<Certificate> chain) throws IOException {
        if (given.value("servername").isEmpty() && !given.has("noservername") && !ClientOptions.isName(given)) {
            app.say("Can't use SSL_get_servername");
        }
        if (chain.isEmpty()) {
            return true;
        }
        boolean strict = given.has("verify_return_error");
        boolean silent = brief || given.has("verify_quiet");
        List<Certificate> others = chain.subList(1, chain.size());
        Verifier verifier = new Verifier(trust, others, rules, new PeerCheck(app, names, strict, silent));
        boolean right = verifier.verify(chain.get(0));
        verified = verifier.error();
        if (rules.host() != null) {
            peerName = Matches.hostName(chain.get(0), rules.host()).orElse(null);
        }
        return right;
    }

    private int failed(ClientOptions options, TlsConnection tls) throws IOException {
        switch (tls.client().failure()) {
            case NO_TLS -> app.errors().push(0x0A00010B, "ssl3_get_record", "ssl/record/ssl3_record.c:350", "");
            case ALERT ->
                app.errors()
                        .push(
                                0x0A0003E8 + tls.client().alert(),
                                "ssl3_read_bytes",
                                "ssl/record/rec_layer_s3.c:" + RECORD_PLACE,
                                "SSL alert number " + tls.client().alert());
            case REFUSED ->
                app.errors()
                        .push(0x0A000086, "tls_post_process_server_certificate", "ssl/statem/statem_clnt.c:1889", "");
            case END -> {
                if (tls.client().bytesRead() == 0) {
                    app.say("write:errno=104");
                } else {
                    app.errors().push(0x0A000126, "ssl3_read_n", "ssl/record/rec_layer_s3.c:322", "");
                }
            }
            default ->
                app.errors().push(0x0A0000F4, "ossl_statem_client_read_transition", "ssl/statem/statem_clnt.c:398", "");
        }
        app.errors().print();
        if (!quiet) {
            app.out().print(text(options, tls).full(given.has("showcerts"), false, List.of(), app.now()));
        }
        return 1;
    }
}
