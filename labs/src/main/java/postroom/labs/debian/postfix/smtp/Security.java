package postroom.labs.debian.postfix.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.tls.ClientEngine;
import postroom.labs.debian.postfix.tls.ClientHandshake;
import postroom.labs.debian.postfix.tls.TlsLevel;
import postroom.labs.debian.postfix.tls.TlsLog;
import postroom.labs.debian.postfix.tls.TlsPolicy;

/** What smtp(8) or lmtp(8) does about TLS in one session ({@code smtp_proto.c}, {@code smtp_start_tls}). */
final class Security {
    static final String NO_HANDSHAKE = "Cannot start TLS: handshake failure";
    static final String NOT_VERIFIED = "Server certificate not verified";

    /**
     * The settings of a client.
     *
     * @param client {@code smtp} or {@code lmtp}, with which its parameters begin
     * @param chrooted whether its world is the queue directory
     */
    record Client(String client, boolean chrooted) {}

    private final Service service;
    private final Client client;
    private final TlsPolicy policy;
    private final Peer peer;
    private final String host;
    private final Optional<Runnable> again;
    private ClientHandshake handshake;
    private boolean active;

    /**
     * @param host the server's name alone
     * @param again connects once more, without TLS; empty if that was done already
     */
    Security(Service service, Client client, TlsPolicy policy, Peer peer, String host, Optional<Runnable> again) {
        this.service = service;
        this.client = client;
        this.policy = policy;
        this.peer = peer;
        this.host = host;
        this.again = again;
    }

    /** What comes after the server's extensions are known. */
    enum Step {
        /** The session goes on as it is. */
        GO_ON,
        /** STARTTLS. */
        START,
        /** There will be no mail. */
        GIVE_UP
    }

    /**
     * A decision.
     *
     * @param dsn the status, if there will be no mail
     * @param why the reason, if there will be no mail
     */
    record Decision(Step step, String dsn, String why) {
        private static Decision of(Step step) {
            return new Decision(step, "", "");
        }
    }

    /** What to do with a server. @param offered whether it offers STARTTLS */
    Decision decide(boolean offered) {
        if (active) {
            return Decision.of(Step.GO_ON);
        }
        if (policy.level() == TlsLevel.NONE) {
            if (offered && service.parameters().bool(client.client() + "_tls_note_starttls_offer")) {
                service.msg().info("Host offered STARTTLS: [" + host + "]");
            }
            return Decision.of(Step.GO_ON);
        }
        if (!offered) {
            return isMandatory()
                    ? new Decision(Step.GIVE_UP, "4.7.4", "TLS is required, but was not offered by host " + peer.name())
                    : Decision.of(Step.GO_ON);
        }
        if (engine().isEmpty()) {
            return isMandatory()
                    ? new Decision(Step.GIVE_UP, "4.7.5", "TLS is required, but our TLS engine is unavailable")
                    : Decision.of(Step.GO_ON);
        }
        return Decision.of(Step.START);
    }

    /** The server did not want to. @return why there will be no mail; empty if there will, without TLS */
    Optional<String> refused(String reply) {
        return isMandatory()
                ? Optional.of("TLS is required, but host " + peer.name() + " refused to start TLS: " + reply)
                : Optional.empty();
    }

    private boolean isMandatory() {
        return policy.level().compareTo(TlsLevel.ENCRYPT) >= 0;
    }

    /** Whether TLS comes before anything else. */
    boolean wraps() {
        return policy.level() != TlsLevel.NONE && service.parameters().bool(client.client() + "_tls_wrappermode");
    }

    private Set<TlsLog> log() {
        return TlsLog.of(service.parameters().number(client.client() + "_tls_loglevel"));
    }

    private Optional<ClientEngine> engine() {
        return service.once(ClientEngine.class, () -> {
            Parameters p = service.parameters();
            String name = client.client() + "_tls_";
            String folder = p.get(name + "CApath");
            String seen = client.chrooted() && !folder.isEmpty() ? p.get("queue_directory") + folder : folder;
            return ClientEngine.start(
                    service.files(),
                    service.msg(),
                    log(),
                    new ClientEngine.Settings(
                            p.get(name + "CAfile"),
                            folder,
                            seen,
                            p.get(name + "cert_file"),
                            p.get(name + "key_file"),
                            p.required(name + "fingerprint_digest")));
        });
    }

    /** Begins the handshake; false if it cannot even begin. */
    boolean start(ServerLink link) throws IOException {
        Optional<ClientEngine> engine = engine();
        if (engine.isEmpty()) {
            return false;
        }
        handshake = new ClientHandshake(
                service.msg(), service.parameters(), log(), engine.get(), policy, peer.relay(), service.now());
        Optional<TlsClient> session = handshake.begin();
        if (session.isPresent()) {
            link.startTls(session.get(), client.client() + "_starttls_timeout");
        }
        return session.isPresent();
    }

    /** TLS has begun. @return whether the certificate will do */
    boolean established(TlsClient session) {
        active = true;
        handshake.established(session);
        return handshake.isGoodEnough();
    }

    /** TLS could not begin. */
    void failed(TlsClient session) {
        handshake.failed(session);
    }

    /** The server said nothing during the handshake. */
    void timedOut() {
        handshake.timedOut();
    }

    /** Whether a handshake has begun that has not ended. */
    boolean isShaking() {
        return handshake != null && !active;
    }

    /**
     * After a failed handshake, mail that has waited before goes without TLS, if it may.
     *
     * @return how to connect again; empty if the mail has to wait
     */
    Optional<Runnable> plainly(Request request) {
        Duration waited = Duration.between(request.message().arrival(), request.activated());
        boolean old = waited.getSeconds() >= service.parameters().seconds("minimal_backoff_time", 1);
        return old && policy.level() == TlsLevel.MAY ? again : Optional.empty();
    }

    /** The parameter with the demands on mechanisms for a log-in now. */
    String saslOptions() {
        String verified = handshake != null && handshake.isMatched() ? "_sasl_tls_verified" : "_sasl_tls";
        return client.client() + (active ? verified : "_sasl") + "_security_options";
    }
}
