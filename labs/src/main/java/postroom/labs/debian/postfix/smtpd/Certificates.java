package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.labs.debian.openssl.app.ErrorStack;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.io.ErrnoException;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsContexts;
import postroom.server.tls.TlsLoad;

/** Loads the certificate and the key of smtpd_tls_cert_file and smtpd_tls_key_file. */
public final class Certificates {
    private static final String LIBRARY = "TLS library problem: ";

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
            return failed(
                    service,
                    "cannot get RSA certificate from file \"" + chain + "\": disabling TLS support",
                    unopened(e, chain, 450));
        }
        try {
            keyBytes = service.files().read(key);
        } catch (ErrnoException e) {
            return failed(
                    service,
                    "cannot get RSA private key from file \"" + key + "\": disabling TLS support",
                    unopened(e, key, 368));
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
            library(failed.problem()).forEach(it -> service.msg().warning(LIBRARY + it));
            return Optional.<TlsContext>empty();
        });
    }

    private static CompletionStage<Optional<TlsContext>> failed(Service service, String warning, List<String> library) {
        service.msg().warning(warning);
        library.forEach(it -> service.msg().warning(LIBRARY + it));
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** What OpenSSL's queue of errors has about a file that cannot be opened. */
    private static List<String> unopened(ErrnoException e, String path, int line) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "error:%08X:system library::%s:../crypto/bio/bss_file.c:308:calling fopen(%s, r):",
                        0x80000000 | ErrorStack.number(e.errno()),
                        e.errno().text(),
                        path),
                "error:10080002:BIO routines::system lib:../crypto/bio/bss_file.c:311:",
                "error:0A080002:SSL routines::system lib:../ssl/ssl_rsa.c:" + line + ":");
    }

    /** What it has about a file that is no use. */
    private static List<String> library(TlsLoad.Problem problem) {
        return switch (problem) {
            case NO_CERTIFICATE, BAD_CERTIFICATE ->
                List.of(
                        "error:0480006C:PEM routines::no start line:../crypto/pem/pem_lib.c:760:"
                                + "Expecting: TRUSTED CERTIFICATE:",
                        "error:0A080009:SSL routines::PEM lib:../ssl/ssl_rsa.c:462:");
            case NO_KEY, BAD_KEY ->
                List.of(
                        "error:1E08010C:DECODER routines::unsupported:../crypto/encode_decode/decoder_lib.c:103:"
                                + "No supported data to decode. Input type: PEM:",
                        "error:0A080009:SSL routines::PEM lib:../ssl/ssl_rsa.c:385:");
            case KEY_MISMATCH ->
                List.of("error:05800074:x509 certificate routines::key values mismatch:../crypto/x509/x509_cmp.c:403:");
        };
    }
}
