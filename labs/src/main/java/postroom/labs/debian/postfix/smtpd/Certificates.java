package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.io.ErrnoException;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsContexts;
import postroom.server.tls.TlsLoad;

/** Loads the certificate and the key of smtpd_tls_cert_file and smtpd_tls_key_file. */
public final class Certificates {
    private final TlsContexts contexts;

    /** What was loaded before is found in {@code contexts}. */
    public Certificates(TlsContexts contexts) {
        this.contexts = contexts;
    }

    /** Begins to load what sessions will want, so that the first one need not wait for it. Says nothing. */
    public void prepare(Parameters parameters, postroom.labs.debian.postfix.table.TableFiles files) {
        String chain = parameters.get("smtpd_tls_cert_file");
        if (SmtpdConfig.level(parameters) == postroom.server.smtp.SmtpConfig.TlsLevel.NONE || chain.isEmpty()) {
            return;
        }
        try {
            contexts.load(files.read(chain), files.read(parameters.get("smtpd_tls_key_file")));
        } catch (ErrnoException missing) {
            // The session that finds it missing says so
            return;
        }
    }

    /** The context; empty if TLS is off or the files are no use, which is logged. */
    CompletionStage<Optional<TlsContext>> load(Service service) {
        Parameters parameters = service.parameters();
        String chain = parameters.get("smtpd_tls_cert_file");
        String key = parameters.get("smtpd_tls_key_file");
        if (SmtpdConfig.level(parameters) == postroom.server.smtp.SmtpConfig.TlsLevel.NONE || chain.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        byte[] chainBytes;
        byte[] keyBytes;
        try {
            chainBytes = service.files().read(chain);
        } catch (ErrnoException e) {
            return failed(service, "cannot get RSA certificate from file \"" + chain + "\": disabling TLS support");
        }
        try {
            keyBytes = service.files().read(key);
        } catch (ErrnoException e) {
            return failed(service, "cannot get RSA private key from file \"" + key + "\": disabling TLS support");
        }
        return contexts.load(chainBytes, keyBytes).thenApply(load -> {
            if (load instanceof TlsLoad.Ready ready) {
                return Optional.of(ready.context());
            }
            TlsLoad.Failed failed = (TlsLoad.Failed) load;
            String what = switch (failed.problem()) {
                case NO_CERTIFICATE, BAD_CERTIFICATE -> "cannot get RSA certificate from file \"" + chain + "\"";
                case NO_KEY, BAD_KEY, KEY_MISMATCH -> "cannot get RSA private key from file \"" + key + "\"";
            };
            service.msg().warning(what + ": disabling TLS support");
            return Optional.<TlsContext>empty();
        });
    }

    private static CompletionStage<Optional<TlsContext>> failed(Service service, String warning) {
        service.msg().warning(warning);
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
