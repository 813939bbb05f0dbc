package postroom.labs.debian.openssl.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.pkcs12.Pkcs12File;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.fs.FileType;
import postroom.labs.host.Devices;
import postroom.labs.io.ErrnoException;

/** Loads keys, certificates and lists from files in PEM or DER ({@code OSSL_STORE(3)}), whatever else they hold. */
public final class Store {
    private static final String STORE = "crypto/store/store_result.c:149";
    private static final String DECODER = "crypto/encode_decode/decoder_lib.c:103";
    private static final int SMALL = 200;

    private final App app;

    /** Loads for a command. */
    public Store(App app) {
        this.app = app;
    }

    private enum Kind {
        PRIVATE,
        PUBLIC,
        CERTIFICATE,
        CRL
    }

    /** The first private key of a file; complains, and is empty, if there is none. */
    public Optional<Key> privateKey(String path, String password, String what) throws IOException, Quit {
        return load(path, password, what, Kind.PRIVATE).stream()
                .map(Key.class::cast)
                .findFirst();
    }

    /** The first private key of a file that was read before; complains, and is empty, if there is none. */
    public Optional<Key> privateKey(byte[] file, String path, String password, String what) throws IOException, Quit {
        return parsed(file, path, password, what, Kind.PRIVATE).stream()
                .map(Key.class::cast)
                .findFirst();
    }

    /** A private key; complains, and ends, if there is none. */
    public Key requirePrivateKey(String path, String password, String what) throws IOException, Quit {
        Optional<Key> key = privateKey(path, password, what);
        if (key.isEmpty()) {
            throw app.fail();
        }
        return key.get();
    }

    /** The first public key of a file; complains, and is empty, if there is none. */
    public Optional<Key> publicKey(String path, String what) throws IOException, Quit {
        return load(path, null, what, Kind.PUBLIC).stream().map(Key.class::cast).findFirst();
    }

    /** The first certificate of a file; complains if there is none. */
    public Optional<Certificate> certificate(String path, String what) throws IOException, Quit {
        return certificate(path, null, what);
    }

    private Optional<Certificate> certificate(String path, String password, String what) throws IOException, Quit {
        Optional<Certificate> found = load(path, password, what, Kind.CERTIFICATE).stream()
                .map(Certificate.class::cast)
                .findFirst();
        if (found.isEmpty()) {
            app.say("Unable to load " + what);
        }
        return found;
    }

    /** A certificate; complains, and ends, if there is none. */
    public Certificate requireCertificate(String path, String what) throws IOException, Quit {
        return requireCertificate(path, null, what);
    }

    /** A certificate of a file that may be locked; complains, and ends, if there is none. */
    public Certificate requireCertificate(String path, String password, String what) throws IOException, Quit {
        Optional<Certificate> found = certificate(path, password, what);
        if (found.isEmpty()) {
            throw app.fail();
        }
        return found.get();
    }

    /** All certificates of a file; complains, and is empty, if there is none. */
    public List<Certificate> certificates(String path, String what) throws IOException, Quit {
        return load(path, null, what, Kind.CERTIFICATE).stream()
                .map(Certificate.class::cast)
                .toList();
    }

    /** The first list of revoked certificates; complains, and is empty, if there is none. */
    public Optional<CertificateList> crl(String path, String what) throws IOException, Quit {
        Optional<CertificateList> found = load(path, null, what, Kind.CRL).stream()
                .map(CertificateList.class::cast)
                .findFirst();
        if (found.isEmpty()) {
            app.say("Unable to load " + what);
        }
        return found;
    }

    /** All lists of revoked certificates that stand in a file beside other things; says nothing. */
    List<CertificateList> listsIn(String path) throws ErrnoException {
        List<CertificateList> found = new ArrayList<>();
        for (Pem.Block each : Pem.blocks(app.files().bytes(path))) {
            if (each.type().equals("X509 CRL")) {
                list(each.der()).map(CertificateList.class::cast).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<Object> load(String path, String password, String what, Kind kind) throws IOException, Quit {
        Optional<byte[]> file = open(path, what);
        if (file.isEmpty()) {
            return List.of();
        }
        return parsed(file.get(), path, password, what, kind);
    }

    private List<Object> parsed(byte[] file, String path, String password, String what, Kind kind)
            throws IOException, Quit {
        List<Object> found = new ArrayList<>();
        List<Pem.Block> blocks = Pem.blocks(file);
        for (Pem.Block block : blocks) {
            decode(block, path, password, kind).ifPresent(found::add);
        }
        Optional<Pkcs12File> pack = blocks.isEmpty() ? Pkcs12File.read(file) : Optional.empty();
        if (pack.isPresent()) {
            packed(pack.get(), password, kind, found);
        } else if (blocks.isEmpty() && file.length > 0) {
            der(file, path, password, kind).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            complain(path, what, kind, file, blocks.isEmpty() && pack.isEmpty());
        } else {
            app.errors().clear();
        }
        return found;
    }

    /** What a file of PKCS #12 holds of a kind, if the password opens it. */
    private void packed(Pkcs12File pack, String password, Kind kind, List<Object> found) throws IOException, Quit {
        boolean open = pack.mac().isEmpty() || pack.isRight("");
        String phrase = open
                ? ""
                : password != null
                        ? password
                        : app.passwords().ask("PKCS12 import pass phrase").orElse(null);
        if (phrase == null || !open && !pack.isRight(phrase)) {
            return;
        }
        for (ContentInfo part : pack.parts()) {
            for (SafeBag bag : Pkcs12File.bags(part, phrase).orElse(List.of())) {
                if (kind == Kind.CERTIFICATE && bag.getBagId().equals(PKCSObjectIdentifiers.certBag)) {
                    CertBag value = CertBag.getInstance(bag.getBagValue());
                    Certificate.read(ASN1OctetString.getInstance(value.getCertValue())
                                    .getOctets())
                            .ifPresent(found::add);
                } else if (kind == Kind.PRIVATE && bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
                    Pbes2.decrypt(EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()), phrase)
                            .flatMap(it -> Key.read("PRIVATE KEY", it))
                            .ifPresent(found::add);
                } else if (kind == Kind.PRIVATE && bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
                    Key.read("PRIVATE KEY", bag.getBagValue().toASN1Primitive().getEncoded())
                            .ifPresent(found::add);
                }
            }
        }
    }

    private void complain(String path, String what, Kind kind, byte[] file, boolean unknown) throws IOException {
        String word = switch (kind) {
            case CERTIFICATE -> "cert";
            case CRL -> "CRL";
            default -> "key";
        };
        String many = kind == Kind.CERTIFICATE && what.contains("certificates") ? "any " : "";
        app.say("Could not read " + many + (what.contains(word) ? what : word + " of " + what) + " from "
                + (path == null ? "<stdin>" : path));
        String data = "No supported data to decode. "
                + switch (kind) {
                    case CERTIFICATE -> "Input structure: Certificate";
                    case CRL -> "Input structure: CertificateList";
                    default -> "";
                };
        boolean foreign = Pem.blocks(file).stream().anyMatch(it -> it.type().endsWith("CERTIFICATE REQUEST"));
        if (foreign && kind != Kind.CERTIFICATE) {
            app.errors().push(0x1E08010C, "OSSL_DECODER_from_bio", DECODER, data);
        }
        if (foreign || unknown && file.length > SMALL && app.errors().isEmpty()) {
            for (int i = 0; i < 4; i++) {
                unsupported();
                unsupported();
                app.errors().push(0x1E08010C, "OSSL_DECODER_from_bio", DECODER, data);
            }
        }
        app.errors().print();
    }

    private void unsupported() {
        app.errors().push(0x1608010C, "ossl_store_handle_load_result", STORE, "");
    }

    private Optional<byte[]> open(String path, String what) throws IOException {
        if (path == null) {
            return Optional.of(app.files().input());
        }
        try {
            if (!Devices.isDescriptor(path) && app.process().files().stat(path).type() == FileType.DIRECTORY) {
                return Optional.of(new byte[0]);
            }
        } catch (ErrnoException e) {
            unopened(
                    path,
                    what,
                    () -> app.errors()
                            .system(
                                    e.errno(),
                                    "file_open",
                                    "providers/implementations/storemgmt/file_store.c:268",
                                    "calling stat(" + path + ")"));
            return Optional.empty();
        }
        try {
            return Optional.of(app.files().bytes(path));
        } catch (ErrnoException e) {
            unopened(path, what, () -> app.files().fileError(e.errno(), path, "rb"));
            return Optional.empty();
        }
    }

    private void unopened(String path, String what, Runnable why) throws IOException {
        app.say("Could not open file or uri for loading " + what + " from " + path);
        app.errors()
                .push(
                        0x16000069,
                        "ossl_store_get0_loader_int",
                        "crypto/store/store_register.c:237",
                        "scheme=" + (path.indexOf(':') > 0 ? path.substring(0, path.indexOf(':')) : "file"));
        why.run();
        app.errors().print();
    }

    private Optional<Object> decode(Pem.Block block, String path, String password, Kind kind) throws IOException, Quit {
        byte[] der = block.der();
        switch (block.type()) {
            case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "DSA PRIVATE KEY":
                if (kind != Kind.PRIVATE) {
                    unsupported();
                    return Optional.empty();
                }
                return secret(block, path, password);
            case "PUBLIC KEY", "RSA PUBLIC KEY":
                return kind == Kind.PUBLIC ? open(block.type(), der) : Optional.empty();
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE":
                Optional<Certificate> certificate = Certificate.read(der);
                if (certificate.isEmpty()) {
                    unsupported();
                }
                return kind == Kind.CERTIFICATE ? certificate.map(it -> (Object) it) : Optional.empty();
            case "X509 CRL":
                return kind == Kind.CRL ? list(der) : Optional.empty();
            default:
                return Optional.empty();
        }
    }

    private static Optional<Object> list(byte[] der) {
        try {
            return Optional.of(CertificateList.getInstance(ASN1Primitive.fromByteArray(der)));
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> open(String type, byte[] der) {
        try {
            if (type.equals("RSA PUBLIC KEY")) {
                return Optional.of(Key.of(new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        RSAPublicKey.getInstance(der))));
            }
            return Optional.of(Key.of(SubjectPublicKeyInfo.getInstance(der)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> secret(Pem.Block block, String path, String password) throws IOException, Quit {
        byte[] der = block.der();
        if (block.headers().containsKey("DEK-Info")) {
            Optional<String> phrase = phrase(path, password);
            Optional<byte[]> open =
                    phrase.flatMap(it -> Pbes2.decryptOld(block.headers().get("DEK-Info"), block.der(), it));
            if (open.isEmpty()) {
                if (phrase.isPresent()) {
                    badDecrypt("124");
                    app.errors().push(0x04800065, "PEM_do_header", "crypto/pem/pem_lib.c:469", "");
                }
                return Optional.empty();
            }
            der = open.get();
        }
        if (block.type().equals("ENCRYPTED PRIVATE KEY")) {
            return encrypted(der, path, password);
        }
        return Key.read(block.type(), der).map(it -> (Object) it);
    }

    private void badDecrypt(String line) {
        app.errors()
                .push(
                        0x1C800064,
                        "ossl_cipher_unpadblock",
                        "providers/implementations/ciphers/ciphercommon_block.c:" + line,
                        "");
    }

    private Optional<Object> encrypted(byte[] der, String path, String password) throws IOException, Quit {
        EncryptedPrivateKeyInfo info;
        try {
            info = EncryptedPrivateKeyInfo.getInstance(der);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Optional<String> phrase = phrase(path, password);
        if (phrase.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> open = Pbes2.decrypt(info, phrase.get());
        Optional<Key> key = open.flatMap(it -> Key.read("PRIVATE KEY", it));
        if (key.isEmpty()) {
            unsupported();
            badDecrypt("124");
            app.errors().push(0x11800074, "PKCS12_pbe_crypt_ex", "crypto/pkcs12/p12_decr.c:89", "maybe wrong password");
        }
        return key.map(it -> (Object) it);
    }

    private Optional<String> phrase(String path, String password) throws IOException {
        if (password != null) {
            return Optional.of(password);
        }
        Optional<String> typed = app.passwords().ask(path == null ? "<stdin>" : path);
        if (typed.isEmpty()) {
            unsupported();
            app.errors().push(0x1400006B, "UI_process", "crypto/ui/ui_lib.c:573", "while reading strings");
            app.errors().push(0x07880028, "do_ui_passphrase", "crypto/passphrase.c:187", "");
            app.errors()
                    .push(
                            0x1C80009F,
                            "epki2pki_decode",
                            "providers/implementations/encode_decode/decode_epki2pki.c:96",
                            "");
        }
        return typed;
    }

    private Optional<Object> der(byte[] file, String path, String password, Kind kind) throws IOException, Quit {
        switch (kind) {
            case CERTIFICATE:
                return Certificate.read(file).map(it -> (Object) it);
            case CRL:
                return list(file);
            case PUBLIC:
                return open("PUBLIC KEY", file);
            default:
                for (String type : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
                    Optional<Key> key = Key.read(type, file);
                    if (key.isPresent()) {
                        return key.map(it -> (Object) it);
                    }
                }
                return isEncrypted(file) ? encrypted(file, path, password) : Optional.empty();
        }
    }

    private static boolean isEncrypted(byte[] file) {
        try {
            EncryptedPrivateKeyInfo.getInstance(file);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
