package postroom.labs.debian.postfix.smtpd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.labs.debian.openssl.tls.CipherList;
import postroom.labs.debian.openssl.tls.CipherSuites;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.debian.postfix.tls.LibraryErrors;
import postroom.labs.debian.postfix.tls.TlsProtocols;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.smtp.SmtpConfig;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsContexts;
import postroom.server.tls.TlsLoad;
import postroom.server.tls.TlsOptions;

/** Makes smtpd(8) ready for TLS when it starts: its certificates and keys, and whom and what it allows. */
public final class Certificates {
    private static final String DISABLED = ": disabling TLS support";

    private final TlsContexts contexts;
    /** A program loads once, and keeps it until it ends. */
    private final Map<Service, CompletionStage<Optional<TlsContext>>> loaded = new WeakHashMap<>();

    /** What was loaded before is found in {@code contexts}. */
    public Certificates(TlsContexts contexts) {
        this.contexts = contexts;
    }

    /** The parameters that name a certificate and its key, and what messages call them. */
    private record Slot(String certificate, String key, String name) {
        static final List<Slot> ALL = List.of(
                new Slot("smtpd_tls_cert_file", "smtpd_tls_key_file", "RSA"),
                new Slot("smtpd_tls_eccert_file", "smtpd_tls_eckey_file", "ECDSA"),
                new Slot("smtpd_tls_dcert_file", "smtpd_tls_dkey_file", "DSA"));
    }

    /** Begins to load what sessions will want, so that the first one need not wait for it. Says nothing. */
    public void prepare(Parameters parameters, TableFiles files) {
        String chain = parameters.get("smtpd_tls_cert_file");
        if (SmtpdConfig.level(parameters) == SmtpConfig.TlsLevel.NONE || chain.isEmpty()) {
            return;
        }
        try {
            TlsContexts.Pair pair =
                    new TlsContexts.Pair(files.read(chain), files.read(parameters.get("smtpd_tls_key_file")));
            options(parameters, "").ifPresent(it -> contexts.load(List.of(pair), it));
        } catch (ErrnoException missing) {
            // The program that finds it missing says so
            return;
        }
    }

    /** The context; empty if TLS is off or the files are no use, which is logged once for each program. */
    CompletionStage<Optional<TlsContext>> load(Service service) {
        synchronized (loaded) {
            return loaded.computeIfAbsent(service, this::start);
        }
    }

    private CompletionStage<Optional<TlsContext>> start(Service service) {
        Parameters parameters = service.parameters();
        SmtpConfig.TlsLevel level = SmtpdConfig.level(parameters);
        if (level == SmtpConfig.TlsLevel.NONE) {
            return none();
        }
        if (parameters.number("smtpd_tls_loglevel") >= 2) {
            service.msg().info("initializing the server-side TLS engine");
        }
        boolean required = parameters.bool("smtpd_tls_req_ccert");
        boolean legacy = Slot.ALL.stream().anyMatch(it -> !named(parameters, it).isEmpty());
        List<String> chains = parameters.list("smtpd_tls_chain_files");
        boolean nobody = parameters.get("smtpd_tls_cert_file").equalsIgnoreCase("none");
        boolean has = legacy || !chains.isEmpty();
        if (!chains.isEmpty() && legacy) {
            service.msg()
                    .warning("Both smtpd_tls_chain_files and one or more of the legacy  smtpd_tls_cert_file, "
                            + "smtpd_tls_eccert_file or smtpd_tls_dcert_file are non-empty; the legacy  parameters "
                            + "will be ignored");
        }
        if (!has && (required || parameters.bool("smtpd_tls_ask_ccert"))) {
            service.msg().warning("Need a server cert to request client certs");
        }
        if (level != SmtpConfig.TlsLevel.ENCRYPT && required) {
            service.msg().warning("Can't require client certs unless TLS is required");
        }
        if (!has && !nobody) {
            service.msg().warning("No server certs available. TLS won't be enabled");
            return none();
        }
        Optional<TlsOptions> options = allowed(service);
        if (options.isEmpty()) {
            return none();
        }
        dhParameters(service);
        return chains.isEmpty() ? legacy(service, options.get()) : chain(service, chains, options.get());
    }

    private static String named(Parameters parameters, Slot slot) {
        String path = parameters.get(slot.certificate());
        return path.equalsIgnoreCase("none") ? "" : path;
    }

    private static CompletionStage<Optional<TlsContext>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean isMandatory(Parameters parameters) {
        return SmtpdConfig.level(parameters) == SmtpConfig.TlsLevel.ENCRYPT || parameters.bool("smtpd_tls_wrappermode");
    }

    private static Optional<TlsOptions> options(Parameters parameters, String authorities) {
        boolean mandatory = isMandatory(parameters);
        Optional<Set<String>> protocols =
                TlsProtocols.parse(parameters.get(mandatory ? "smtpd_tls_mandatory_protocols" : "smtpd_tls_protocols"));
        List<String> excluded = new ArrayList<>(parameters.list("smtpd_tls_exclude_ciphers"));
        if (mandatory) {
            excluded.addAll(parameters.list("smtpd_tls_mandatory_exclude_ciphers"));
        }
        List<String> ciphers = new ArrayList<>();
        if (!excluded.isEmpty()) {
            CipherList.parse("HIGH:MEDIUM:!" + String.join(":!", excluded)).stream()
                    .map(CipherSuites.Suite::name)
                    .forEach(ciphers::add);
            ciphers.add("none of the others");
        }
        boolean asks = parameters.bool("smtpd_tls_ask_ccert") || parameters.bool("smtpd_tls_req_ccert") && mandatory;
        return protocols.map(it -> new TlsOptions(it, ciphers, asks, authorities));
    }

    private static Optional<TlsOptions> allowed(Service service) {
        Parameters parameters = service.parameters();
        if (options(parameters, "").isEmpty()) {
            String text =
                    parameters.get(isMandatory(parameters) ? "smtpd_tls_mandatory_protocols" : "smtpd_tls_protocols");
            service.msg().warning("Invalid TLS protocol list \"" + text + "\"" + DISABLED);
            return Optional.empty();
        }
        String path = parameters.get("smtpd_tls_CAfile");
        String authorities = "";
        if (!path.isEmpty()) {
            try {
                authorities = new String(service.files().read(path), StandardCharsets.ISO_8859_1);
            } catch (ErrnoException e) {
                service.msg().info("cannot load Certification Authority data, CAfile=\"" + path + "\"" + DISABLED);
                library(service, LibraryErrors.authorities(e, path));
                return Optional.empty();
            }
        }
        return options(parameters, authorities);
    }

    private static void dhParameters(Service service) {
        String path = service.parameters().get("smtpd_tls_dh1024_param_file");
        if (path.isEmpty() || path.equals("auto")) {
            return;
        }
        try {
            service.files().read(path);
        } catch (ErrnoException e) {
            service.msg()
                    .warning("error opening DH parameter file \"" + path + "\": "
                            + e.errno().text() + " -- using compiled-in defaults");
        }
    }

    private CompletionStage<Optional<TlsContext>> chain(Service service, List<String> paths, TlsOptions options) {
        ChainFiles files = new ChainFiles(service.files(), service.msg());
        String all = "error loading private keys and certificates from: " + String.join(",", paths) + DISABLED;
        switch (files.read(paths)) {
            case BROKEN:
                service.msg().warning(all);
                return none();
            case MISSING:
                return ready(contexts.load(List.of(), options));
            default:
        }
        return contexts.load(files.pairs(), options).thenApply(load -> {
            if (load instanceof TlsLoad.Failed failed) {
                boolean otherKind = failed.problem() == TlsLoad.Problem.KEY_OF_OTHER_KIND;
                if (otherKind || failed.problem() == TlsLoad.Problem.KEY_MISMATCH) {
                    service.msg().warning("key at index 1 in " + paths.get(0) + " does not match next certificate");
                    if (otherKind) {
                        library(
                                service,
                                List.of("error:03000065:digital envelope routines::different key types:"
                                        + "../crypto/evp/keymgmt_lib.c:388:"));
                    }
                    library(
                            service,
                            List.of("error:0A000120:SSL routines::private key mismatch:../ssl/ssl_rsa.c:983:"));
                }
                service.msg().warning(all);
                return Optional.<TlsContext>empty();
            }
            return Optional.of(((TlsLoad.Ready) load).context());
        });
    }

    private static CompletionStage<Optional<TlsContext>> ready(CompletionStage<TlsLoad> load) {
        return load.thenApply(
                it -> it instanceof TlsLoad.Ready ready ? Optional.of(ready.context()) : Optional.<TlsContext>empty());
    }

    private CompletionStage<Optional<TlsContext>> legacy(Service service, TlsOptions options) {
        Parameters parameters = service.parameters();
        CompletionStage<List<TlsContexts.Pair>> pairs = CompletableFuture.completedFuture(new ArrayList<>());
        for (Slot slot : Slot.ALL) {
            if (!named(parameters, slot).isEmpty()) {
                pairs = pairs.thenCompose(so -> so == null
                        ? CompletableFuture.<List<TlsContexts.Pair>>completedFuture(null)
                        : pair(service, slot, options).thenApply(pair -> with(so, pair)));
            }
        }
        return pairs.thenCompose(all -> all == null ? none() : ready(contexts.load(all, options)));
    }

    /** One more; null if it is no use. */
    private static List<TlsContexts.Pair> with(List<TlsContexts.Pair> pairs, Optional<TlsContexts.Pair> more) {
        if (more.isEmpty()) {
            return null;
        }
        pairs.add(more.get());
        return pairs;
    }

    /** A certificate with its key; complains, and is empty, if they are no use. */
    private CompletionStage<Optional<TlsContexts.Pair>> pair(Service service, Slot slot, TlsOptions options) {
        String chain = named(service.parameters(), slot);
        String key = service.parameters().get(slot.key());
        String noCertificate = "cannot get " + slot.name() + " certificate from file \"" + chain + "\"" + DISABLED;
        String noKey = "cannot get " + slot.name() + " private key from file \"" + key + "\"" + DISABLED;
        byte[] chainBytes;
        byte[] keyBytes;
        try {
            chainBytes = read(service, chain);
        } catch (ErrnoException e) {
            return failed(service, noCertificate, LibraryErrors.unopened(e, chain, 450));
        }
        try {
            keyBytes = service.files().read(key);
        } catch (ErrnoException e) {
            return failed(service, noKey, LibraryErrors.unopened(e, key, 368));
        }
        TlsContexts.Pair pair = new TlsContexts.Pair(chainBytes, keyBytes);
        return contexts.load(List.of(pair), options).thenApply(load -> {
            if (load instanceof TlsLoad.Ready) {
                return Optional.of(pair);
            }
            TlsLoad.Problem problem = ((TlsLoad.Failed) load).problem();
            service.msg()
                    .warning(
                            switch (problem) {
                                case NO_CERTIFICATE, BAD_CERTIFICATE -> noCertificate;
                                case KEY_OF_OTHER_KIND ->
                                    slot.name() + " private key in " + key + " does not match public key in " + chain
                                            + DISABLED;
                                default -> noKey;
                            });
            library(service, library(problem));
            return Optional.<TlsContexts.Pair>empty();
        });
    }

    /** A file; a folder is as good as an empty one. */
    private static byte[] read(Service service, String path) throws ErrnoException {
        try {
            return service.files().read(path);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EISDIR) {
                return new byte[0];
            }
            throw e;
        }
    }

    private static CompletionStage<Optional<TlsContexts.Pair>> failed(
            Service service, String warning, List<String> library) {
        service.msg().warning(warning);
        library(service, library);
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static void library(Service service, List<String> lines) {
        LibraryErrors.log(service.msg(), lines);
    }

    private static final String MISMATCH =
            "error:05800074:x509 certificate routines::key values mismatch:../crypto/x509/x509_cmp.c:403:";
    private static final String NO_PHRASE =
            "error:1400006B:UI routines::processing error:../crypto/ui/ui_lib.c:573:while reading strings:";
    private static final String NO_PASSWORD =
            "error:0480006D:PEM routines::problems getting password:../crypto/pem/pem_lib.c:62:";
    private static final String INTERRUPTED =
            "error:07880109:common libcrypto routines::interrupted or cancelled:../crypto/passphrase.c:184:";

    /** What it has about a file that is no use. */
    private static List<String> library(TlsLoad.Problem problem) {
        String badKey = "error:0A080009:SSL routines::PEM lib:../ssl/ssl_rsa.c:385:";
        String badChain = "error:0A080009:SSL routines::PEM lib:../ssl/ssl_rsa.c:462:";
        return switch (problem) {
            case NO_CERTIFICATE ->
                List.of(
                        "error:0480006C:PEM routines::no start line:../crypto/pem/pem_lib.c:760:"
                                + "Expecting: TRUSTED CERTIFICATE:",
                        badChain);
            case BAD_CERTIFICATE ->
                List.of(
                        "error:068000A8:asn1 encoding routines::wrong tag:../crypto/asn1/tasn_dec.c:1225:",
                        "error:0688010A:asn1 encoding routines::nested asn1 error:../crypto/asn1/tasn_dec.c:375:"
                                + "Type=X509:",
                        "error:0488000D:PEM routines::ASN1 lib:../crypto/pem/pem_oth.c:33:",
                        badChain);
            case NO_KEY, BAD_KEY ->
                List.of(
                        "error:1E08010C:DECODER routines::unsupported:../crypto/encode_decode/decoder_lib.c:103:"
                                + "No supported data to decode. Input type: PEM:",
                        badKey);
            case KEY_LOCKED ->
                List.of(
                        NO_PHRASE,
                        NO_PASSWORD,
                        INTERRUPTED,
                        INTERRUPTED,
                        "error:1C80009F:Provider routines::unable to get passphrase:"
                                + "../providers/implementations/encode_decode/decode_epki2pki.c:96:",
                        NO_PHRASE,
                        NO_PASSWORD,
                        INTERRUPTED,
                        "error:04800068:PEM routines::bad password read:../crypto/pem/pem_pkey.c:159:",
                        badKey);
            case KEY_MISMATCH -> List.of(MISMATCH);
            case KEY_OF_OTHER_KIND -> List.of();
        };
    }
}
