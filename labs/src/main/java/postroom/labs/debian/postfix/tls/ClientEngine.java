package postroom.labs.debian.postfix.tls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.tls.Identity;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.io.ErrnoException;

/**
 * What a client loads before its first session: whom it trusts, and who it is itself ({@code tls_client_init}).
 *
 * @param trust whose certificates are trusted
 * @param identity the client's own certificate, if it has one
 * @param digest the digest of fingerprints
 */
public record ClientEngine(Trust trust, Optional<Identity> identity, Digests.Kind digest) {
    /**
     * The settings.
     *
     * @param authorities CAfile; empty for none
     * @param folder CApath; empty for none
     * @param seen the folder as the program sees it
     * @param certificate its own certificate; empty for none
     * @param key the certificate's key, often in the same file
     * @param digest the name of the digest of fingerprints
     */
    public record Settings(
            String authorities, String folder, String seen, String certificate, String key, String digest) {}

    private static final String DISABLED = ": disabling TLS support";

    /** Loads it all; empty if something is no use, which is logged. */
    public static Optional<ClientEngine> start(TableFiles files, Msg msg, Set<TlsLog> log, Settings settings) {
        if (log.contains(TlsLog.VERBOSE)) {
            msg.info("initializing the client-side TLS engine");
        }
        Optional<Digests.Kind> digest = Digests.find(settings.digest());
        if (digest.isEmpty()) {
            msg.warning("Digest algorithm \"" + settings.digest() + "\" not found");
            msg.warning("disabling TLS support");
            return Optional.empty();
        }
        Trust trust;
        try {
            trust = ChainTrust.read(files, settings.authorities(), settings.seen());
        } catch (ErrnoException e) {
            String path = settings.authorities();
            String folder = settings.folder().isEmpty() ? "" : ", CApath=\"" + settings.folder() + "\"";
            msg.info("cannot load Certification Authority data, CAfile=\"" + path + "\"" + folder + DISABLED);
            LibraryErrors.log(msg, LibraryErrors.authorities(e, path));
            return Optional.empty();
        }
        if (settings.certificate().isEmpty()) {
            return Optional.of(new ClientEngine(trust, Optional.empty(), digest.get()));
        }
        return identity(files, msg, settings).map(it -> new ClientEngine(trust, Optional.of(it), digest.get()));
    }

    private static Optional<Identity> identity(TableFiles files, Msg msg, Settings settings) {
        boolean together = settings.key().equals(settings.certificate());
        String path = settings.certificate();
        byte[] chain;
        try {
            chain = files.read(path);
        } catch (ErrnoException e) {
            if (together) {
                msg.warning(
                        "error opening chain file: " + path + ": " + e.errno().text());
            } else {
                msg.warning("cannot get RSA certificate from file \"" + path + "\"" + DISABLED);
                LibraryErrors.log(msg, LibraryErrors.unopened(e, path, 450));
            }
            return Optional.empty();
        }
        byte[] secret;
        try {
            secret = files.read(settings.key());
        } catch (ErrnoException e) {
            msg.warning("cannot get RSA private key from file \"" + settings.key() + "\"" + DISABLED);
            LibraryErrors.log(msg, LibraryErrors.unopened(e, settings.key(), 368));
            return Optional.empty();
        }
        List<Certificate> certificates = ChainTrust.certificates(chain);
        Optional<Key> key = key(secret);
        if (!certificates.isEmpty()
                && key.isPresent()
                && certificates.get(0).key().filter(it -> fits(it, key.get())).isPresent()) {
            return Optional.of(new Identity(certificates, key.get()));
        }
        if (together) {
            msg.warning(
                    key.isEmpty()
                            ? "No private key found in " + path
                            : certificates.isEmpty()
                                    ? "No certificate found in " + path
                                    : "key at index 1 in " + path + " does not match next certificate");
            msg.warning("error loading private keys and certificates from: " + path + DISABLED);
        } else {
            msg.warning(
                    certificates.isEmpty()
                            ? "cannot get RSA certificate from file \"" + path + "\"" + DISABLED
                            : "cannot get RSA private key from file \"" + settings.key() + "\"" + DISABLED);
        }
        return Optional.empty();
    }

    private static boolean fits(Key open, Key secret) {
        try {
            return open.fits(secret);
        } catch (java.io.IOException malformed) {
            return false;
        }
    }

    private static Optional<Key> key(byte[] file) {
        for (Pem.Block each : Pem.blocks(file)) {
            if (each.type().endsWith("PRIVATE KEY")) {
                return Key.read(each.type(), each.der());
            }
        }
        return Optional.empty();
    }
}
