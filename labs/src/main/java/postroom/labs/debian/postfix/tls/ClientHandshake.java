package postroom.labs.debian.postfix.tls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.openssl.tls.ClientSettings;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;

/** One client's TLS with one server, as Postfix begins it and logs it ({@code tls_client_start}). */
public final class ClientHandshake {
    private static final String CERTIFICATES = "";
    private static final List<String> BEGIN = List.of(
            "before SSL initialization",
            "SSLv3/TLS write client hello",
            "SSLv3/TLS write client hello",
            "SSLv3/TLS read server hello");
    private static final List<String> NEW = List.of(
            "TLSv1.3 read encrypted extensions",
            CERTIFICATES,
            "SSLv3/TLS read server certificate",
            "TLSv1.3 read server certificate verify",
            "SSLv3/TLS read finished",
            "SSLv3/TLS write change cipher spec",
            "SSLv3/TLS write finished");
    private static final List<String> TICKET = List.of(
            "SSL negotiation finished successfully",
            "SSL negotiation finished successfully",
            "SSLv3/TLS read server session ticket");
    private static final List<String> OLD = List.of(
            CERTIFICATES,
            "SSLv3/TLS read server certificate",
            "SSLv3/TLS read server key exchange",
            "SSLv3/TLS read server done",
            "SSLv3/TLS write client key exchange",
            "SSLv3/TLS write change cipher spec",
            "SSLv3/TLS write finished",
            "SSLv3/TLS write finished",
            "SSLv3/TLS read server session ticket",
            "SSLv3/TLS read change cipher spec",
            "SSLv3/TLS read finished");

    private final Msg msg;
    private final Parameters parameters;
    private final Set<TlsLog> log;
    private final ClientEngine engine;
    private final TlsPolicy policy;
    private final String peer;
    private final PeerCertificate certificate;

    /** @param peer {@code host[address]:port} */
    public ClientHandshake(
            Msg msg,
            Parameters parameters,
            Set<TlsLog> log,
            ClientEngine engine,
            TlsPolicy policy,
            String peer,
            Instant now) {
        this.msg = msg;
        this.parameters = parameters;
        this.log = Set.copyOf(log);
        this.engine = engine;
        this.policy = policy;
        this.peer = peer;
        this.certificate = new PeerCertificate(engine, policy, peer, now);
    }

    /** The client's end, ready to say hello; empty if the policy allows nothing that makes sense, which is logged. */
    public Optional<TlsClient> begin() {
        boolean verbose = log.contains(TlsLog.VERBOSE);
        if (verbose) {
            msg.info("setting up TLS connection to " + peer);
        }
        Optional<Set<String>> allowed = TlsProtocols.parse(policy.protocols());
        if (allowed.isEmpty()) {
            msg.warning(peer + ": Invalid TLS protocol list \"" + policy.protocols() + "\": aborting TLS session");
            return Optional.empty();
        }
        Optional<String> ciphers = CipherGrade.list(parameters, policy.grade(), policy.excluded());
        if (ciphers.isEmpty()) {
            msg.warning(peer + ": invalid cipher grade: \"" + policy.grade() + "\"");
            return Optional.empty();
        }
        if (verbose) {
            msg.info(peer + ": TLS cipher list \"" + ciphers.get() + "\"");
        }
        if (allowed.get().isEmpty()) {
            error("error:0A0000BF:SSL routines::no protocols available:../ssl/statem/statem_lib.c:104:");
            return Optional.empty();
        }
        List<String> versions = new ArrayList<>(allowed.get());
        versions.sort(java.util.Comparator.reverseOrder());
        ClientSettings settings = new ClientSettings(
                policy.serverName().isEmpty() ? null : policy.serverName(),
                versions,
                CipherGrade.suites(ciphers.get()),
                List.of(),
                List.of(),
                engine.identity());
        return Optional.of(new TlsClient(settings, chain -> {
            certificate.look(chain, msg);
            return true;
        }));
    }

    /** The handshake has succeeded. */
    public void established(TlsClient session) {
        if (log.contains(TlsLog.SSL_DEBUG)) {
            states(session);
        } else if (log.contains(TlsLog.VERBOSE)) {
            certificate.steps().forEach(msg::info);
        }
        if (policy.level().mustMatch() || log.contains(TlsLog.UNTRUSTED)) {
            certificate.complaint().ifPresent(msg::info);
        }
        boolean tells = log.contains(TlsLog.CERTMATCH) || log.contains(TlsLog.VERBOSE);
        if (tells && certificate.isMatched()) {
            certificate.matchedName().ifPresent(it -> msg.info(peer + ": matched peername: " + it));
        }
        boolean names = log.contains(TlsLog.CERTMATCH) || log.contains(TlsLog.VERBOSE) || log.contains(TlsLog.PEERCERT);
        if (names && !certificate.isAnonymous()) {
            msg.info(certificate.summary());
        }
        if (log.contains(TlsLog.SUMMARY)) {
            String trust = certificate.isAnonymous()
                    ? "Anonymous"
                    : certificate.isMatched() ? "Verified" : certificate.isTrusted() ? "Trusted" : "Untrusted";
            msg.info(trust + " TLS connection established to " + peer + ": " + SessionSummary.of(session, engine));
        }
        if (log.contains(TlsLog.SSL_DEBUG) && session.version().equals("TLSv1.3")) {
            TICKET.forEach(each -> msg.info("SSL_connect:" + each));
        }
    }

    private void states(TlsClient session) {
        List<String> all = new ArrayList<>(BEGIN);
        all.addAll(session.version().equals("TLSv1.3") ? NEW : OLD);
        for (String each : all) {
            if (each.equals(CERTIFICATES)) {
                certificate.steps().forEach(msg::info);
            } else {
                msg.info("SSL_connect:" + each);
            }
        }
    }

    /** The handshake has failed. */
    public void failed(TlsClient session) {
        switch (session.failure()) {
            case NO_TLS -> error("error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:350:");
            case ALERT -> error(LibraryErrors.alert(session.alert()));
            case END -> msg.info("SSL_connect error to " + peer + ": lost connection");
            default -> error("error:0A0000F4:SSL routines::unexpected message:../ssl/statem/statem_clnt.c:398:");
        }
    }

    private void error(String library) {
        msg.info("SSL_connect error to " + peer + ": -1");
        LibraryErrors.log(msg, List.of(library));
    }

    /** The server was silent for too long. */
    public void timedOut() {
        msg.info("SSL_connect error to " + peer + ": Connection timed out");
    }

    /** Whether the certificate is good enough for the policy. */
    public boolean isGoodEnough() {
        return !policy.level().mustMatch() || certificate.isMatched();
    }

    /** Whether the certificate is the one that was wanted. */
    public boolean isMatched() {
        return certificate.isMatched();
    }
}
