package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.sasl.SaslServer;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.server.smtp.Sasl;
import postroom.server.smtp.SmtpConfig;

/**
 * Whom smtpd(8) asks about passwords: the socket of smtpd_sasl_path in the queue directory, by Dovecot's protocol; or
 * Cyrus' library, which on a host without saslauthd lists mechanisms and accepts nobody.
 */
record SaslService(List<String> mechanisms, Optional<SaslServer> server) {
    private static final List<String> CYRUS = List.of(
            "SCRAM-SHA-512",
            "SCRAM-SHA-384",
            "SCRAM-SHA-256",
            "SCRAM-SHA-224",
            "SCRAM-SHA-1",
            "DIGEST-MD5",
            "CRAM-MD5",
            "NTLM",
            "PLAIN",
            "LOGIN");
    private static final List<String> PLAINTEXT = List.of("PLAIN", "LOGIN");

    /** Reads what smtpd(8) wants to know when it starts. @throws Fatal if the type is none */
    static void check(Service service) {
        Parameters parameters = service.parameters();
        String type = parameters.get("smtpd_sasl_type");
        if (parameters.bool("smtpd_sasl_auth_enable")
                && !List.of("cyrus", "dovecot").contains(type)) {
            service.msg().warning("unsupported SASL server implementation: " + type);
            throw new Fatal("SASL per-process initialization failed");
        }
    }

    /** Whether AUTH is for this client at all. */
    static boolean isFor(Service service, Client client) {
        if (!service.parameters().bool("smtpd_sasl_auth_enable")) {
            return false;
        }
        try {
            return !new DomainList(
                            "smtpd_sasl_exceptions_networks",
                            service.parameters(),
                            service.tables(),
                            service.files(),
                            service.msg())
                    .hasClient(client.name(), client.address());
        } catch (TableError e) {
            return false;
        }
    }

    /**
     * Connects.
     *
     * @param encrypted whether smtpd_sasl_tls_security_options hold
     * @throws Fatal if there is no mechanism
     */
    static SaslService connect(Service service, boolean encrypted) {
        Parameters parameters = service.parameters();
        boolean dovecot = parameters.get("smtpd_sasl_type").equals("dovecot");
        Optional<SaslServer> server = dovecot ? dovecot(service) : Optional.empty();
        List<String> all = dovecot ? server.map(SaslServer::mechanisms).orElse(List.of()) : CYRUS;
        List<String> options =
                parameters.list(encrypted ? "smtpd_sasl_tls_security_options" : "smtpd_sasl_security_options");
        List<String> allowed = all.stream()
                .filter(each -> !options.contains("noplaintext") || !PLAINTEXT.contains(each))
                .toList();
        if (allowed.isEmpty()) {
            throw new Fatal("no SASL authentication mechanisms");
        }
        return new SaslService(allowed, server);
    }

    private static Optional<SaslServer> dovecot(Service service) {
        String path = service.parameters().get("smtpd_sasl_path");
        Credentials owner = service.host()
                .accounts()
                .user(service.parameters().get("mail_owner"))
                .map(service.host().accounts()::credentials)
                .orElse(Credentials.ROOT);
        FileAccess mailOwner = new FileAccess(
                service.host().disk(), owner, service.parameters().get("queue_directory"), 077);
        try {
            return Optional.of(service.host().localSockets().connect(mailOwner, path, SaslServer.class));
        } catch (ErrnoException e) {
            service.msg()
                    .warning("SASL: Connect to Dovecot auth socket '" + path + "' failed: "
                            + e.errno().text());
            return Optional.empty();
        }
    }

    /** Whether AUTH comes only after STARTTLS; where encryption is demanded, it does. */
    static boolean isOnlyEncrypted(Parameters parameters) {
        return parameters.bool("smtpd_tls_auth_only") || SmtpdConfig.level(parameters) == SmtpConfig.TlsLevel.ENCRYPT;
    }

    /** What EHLO is to say. */
    Sasl.Offer offer(Parameters parameters) {
        return new Sasl.Offer(mechanisms, isOnlyEncrypted(parameters), parameters.bool("broken_sasl_auth_clients"));
    }

    boolean has(String mechanism) {
        return mechanisms.contains(mechanism.toUpperCase(Locale.ROOT));
    }

    /** Begins with a mechanism that is listed. */
    SaslServer.Exchange begin(String mechanism) {
        return server.map(it -> it.begin(mechanism))
                .orElse(response -> CompletableFuture.completedFuture(new SaslServer.Failure(Optional.empty())));
    }
}
