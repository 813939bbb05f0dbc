package postroom.labs.debian.dovecot.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.tls.CipherList;
import postroom.labs.debian.openssl.tls.CipherSuites;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsContexts;
import postroom.server.tls.TlsLoad;
import postroom.server.tls.TlsOptions;

/** Makes Dovecot's login services ready for TLS from the settings that begin with {@code ssl_}. */
final class TlsSettings {
    private static final TlsContexts CONTEXTS = new TlsContexts(ForkJoinPool.commonPool());
    private static final List<String> VERSIONS = List.of("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    private static final int OLDEST_USABLE = 3;
    private static final String BAD_DECRYPT = "error:1C800064:Provider routines::bad decrypt, "
            + "error:11800074:PKCS12 routines::pkcs12 cipherfinal error: ";

    private final UnaryOperator<String> settings;
    private final FileAccess files;

    TlsSettings(UnaryOperator<String> settings, FileAccess files) {
        this.settings = settings;
        this.files = files;
    }

    /** Why there can be no TLS; the text is Dovecot's. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /** The context; fails with {@link Unusable}. */
    CompletionStage<TlsContext> load() {
        List<TlsContexts.Pair> pairs = new ArrayList<>();
        TlsOptions options;
        try {
            options = options();
            pairs.add(pair("ssl_cert", "ssl_key"));
            if (!settings.apply("ssl_alt_cert").isEmpty()) {
                pairs.add(pair("ssl_alt_cert", "ssl_alt_key"));
            }
            parameters();
        } catch (Unusable e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<TlsContext> done = new CompletableFuture<>();
        CONTEXTS.load(pairs, options).thenAccept(load -> {
            if (load instanceof TlsLoad.Ready ready) {
                done.complete(ready.context());
            } else {
                done.completeExceptionally(new Unusable(text(((TlsLoad.Failed) load).problem())));
            }
        });
        return done;
    }

    private static String text(TlsLoad.Problem problem) {
        return switch (problem) {
            case NO_CERTIFICATE, BAD_CERTIFICATE ->
                "Can't load SSL certificate (ssl_cert setting): There is no valid PEM certificate.";
            case KEY_MISMATCH, KEY_OF_OTHER_KIND ->
                "Can't load SSL private key (ssl_key setting): Key is for a different cert than ssl_cert";
            default ->
                unparsed("error:1E08010C:DECODER routines::unsupported: No supported data to decode. Input type: PEM");
        };
    }

    private static String unparsed(String why) {
        return "Couldn't parse private SSL key (ssl_key setting) (maybe ssl_key_password is wrong?): " + why;
    }

    /** What a setting holds: the bytes of a file behind {@code <}, else its own text, in which there is nothing to read. */
    private byte[] value(String name) {
        String text = settings.apply(name);
        if (!text.startsWith("<")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        String path = text.substring(1).strip();
        try {
            return files.readAll(path);
        } catch (ErrnoException unreadable) {
            // Dovecot goes on with the setting as it stands
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private TlsContexts.Pair pair(String certificate, String key) throws Unusable {
        byte[] chain = value(certificate);
        if (chain.length == 0) {
            throw new Unusable("Can't load SSL certificate (ssl_cert setting): The certificate is empty");
        }
        if (Pem.blocks(chain).isEmpty()) {
            throw new Unusable(text(TlsLoad.Problem.NO_CERTIFICATE));
        }
        return new TlsContexts.Pair(chain, opened(value(key)));
    }

    /** A key that needs no pass phrase any more. */
    private byte[] opened(byte[] file) throws Unusable {
        for (Pem.Block block : Pem.blocks(file)) {
            boolean old = block.headers().containsKey("DEK-Info");
            if (!old && !block.type().equals("ENCRYPTED PRIVATE KEY")) {
                continue;
            }
            String phrase = settings.apply("ssl_key_password");
            Optional<byte[]> plain = old
                    ? Pbes2.decryptOld(block.headers().get("DEK-Info"), block.der(), phrase)
                    : Pbes2.decrypt(EncryptedPrivateKeyInfo.getInstance(block.der()), phrase);
            String type = old ? block.type() : "PRIVATE KEY";
            if (plain.isEmpty() || !old && !isKey(plain.get())) {
                String why = BAD_DECRYPT + (phrase.isEmpty() ? "empty password" : "maybe wrong password");
                throw new Unusable(unparsed(why + ", " + why));
            }
            return Pem.encode(type, plain.get()).getBytes(StandardCharsets.US_ASCII);
        }
        return file;
    }

    private static boolean isKey(byte[] pkcs8) {
        try {
            return Key.of(org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(pkcs8))
                    .isPrivate();
        } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
            return false;
        }
    }

    private TlsOptions options() throws Unusable {
        String ciphers = settings.apply("ssl_cipher_list");
        List<String> allowed = ciphers.isEmpty()
                ? List.of()
                : CipherList.parse(ciphers).stream()
                        .map(CipherSuites.Suite::name)
                        .toList();
        if (!ciphers.isEmpty() && allowed.isEmpty()) {
            throw new Unusable("Can't set cipher list to '" + ciphers
                    + "' (ssl_cipher_list setting): error:0A0000B9:SSL routines::no cipher match");
        }
        String oldest = settings.apply("ssl_min_protocol");
        int from = oldest.equals("ANY") ? 0 : oldest.equals("LATEST") ? VERSIONS.size() - 1 : VERSIONS.indexOf(oldest);
        if (from < 0) {
            throw new Unusable("Unknown ssl_min_protocol setting '" + oldest + "'");
        }
        Set<String> protocols = new TreeSet<>(VERSIONS.subList(Math.max(OLDEST_USABLE, from), VERSIONS.size()));
        boolean asks = settings.apply("ssl_verify_client_cert").equals("yes");
        String authorities = asks ? new String(value("ssl_ca"), StandardCharsets.ISO_8859_1) : "";
        return new TlsOptions(protocols, allowed, asks, authorities);
    }

    private void parameters() throws Unusable {
        String text = settings.apply("ssl_dh");
        if (text.startsWith("<") && files.exists(text.substring(1).strip())) {
            boolean right = Pem.blocks(value("ssl_dh")).stream()
                    .anyMatch(it -> it.type().endsWith("DH PARAMETERS"));
            if (!right) {
                throw new Unusable("Couldn't parse DH parameters: error:0480006C:PEM routines::no start line: "
                        + "Expecting: DH PARAMETERS");
            }
        }
    }
}
