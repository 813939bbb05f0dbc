package postroom.labs.debian.openssl.pkcs12;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.x509.Certificate;

/** Puts a key and its certificates into one file ({@code PKCS12_create(3)}). */
public final class Pkcs12Maker {
    /**
     * How it is locked.
     *
     * @param key the scheme for the key; null for none
     * @param certificates the scheme for the certificates; null for none
     * @param mac the digest for the integrity; null for none
     * @param macIterations how often it is applied
     */
    public record Locks(
            AlgorithmIdentifier key, AlgorithmIdentifier certificates, Digests.Kind mac, int macIterations) {}

    /** A certificate and its name; null if it has none. */
    public record Named(Certificate certificate, String name) {}

    private final Locks locks;
    private final String phrase;
    private final SecureRandom random;

    /** Locks with a password. */
    public Pkcs12Maker(Locks locks, String phrase, SecureRandom random) {
        this.locks = locks;
        this.phrase = phrase;
        this.random = random;
    }

    /**
     * The file.
     *
     * @param key null for none
     * @param own the key's certificate and the name of both; null for none
     * @param others further certificates
     */
    public byte[] make(Key key, Named own, List<Named> others) throws IOException {
        byte[] id = own == null || key == null
                ? null
                : Digests.find("sha1").orElseThrow().of(own.certificate().der());
        List<SafeBag> certificates = new ArrayList<>();
        if (own != null) {
            certificates.add(bag(own, id));
        }
        for (Named each : others) {
            certificates.add(bag(each, null));
        }
        List<ContentInfo> parts = new ArrayList<>();
        if (!certificates.isEmpty()) {
            parts.add(content(certificates, locks.certificates()));
        }
        if (key != null) {
            parts.add(content(List.of(keyBag(key, own == null ? null : own.name(), id)), null));
        }
        byte[] safe = new AuthenticatedSafe(parts.toArray(ContentInfo[]::new)).getEncoded("DER");
        ContentInfo whole = new ContentInfo(PKCSObjectIdentifiers.data, new BEROctetString(safe));
        return new Pfx(whole, locks.mac() == null ? null : mac(safe)).getEncoded("DER");
    }

    private MacData mac(byte[] safe) {
        byte[] salt = new byte[8];
        random.nextBytes(salt);
        byte[] sum = Pkcs12File.mac(locks.mac(), phrase, salt, locks.macIterations(), safe);
        AlgorithmIdentifier digest = new AlgorithmIdentifier(locks.mac().oid(), DERNull.INSTANCE);
        return new MacData(new DigestInfo(digest, sum), salt, locks.macIterations());
    }

    private ContentInfo content(List<SafeBag> bags, AlgorithmIdentifier lock) throws IOException {
        byte[] bytes = new DERSequence(bags.toArray(SafeBag[]::new)).getEncoded("DER");
        if (lock == null) {
            return new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(bytes));
        }
        byte[] locked = Pbes2.encrypt(lock, bytes, phrase);
        return new ContentInfo(
                PKCSObjectIdentifiers.encryptedData,
                new EncryptedData(PKCSObjectIdentifiers.data, lock, new DEROctetString(locked)));
    }

    private static SafeBag bag(Named it, byte[] id) {
        CertBag value = new CertBag(
                PKCSObjectIdentifiers.x509Certificate,
                new DEROctetString(it.certificate().der()));
        return new SafeBag(PKCSObjectIdentifiers.certBag, value.toASN1Primitive(), attributes(it.name(), id));
    }

    private SafeBag keyBag(Key key, String name, byte[] id) throws IOException {
        if (locks.key() == null) {
            return new SafeBag(PKCSObjectIdentifiers.keyBag, key.secret().toASN1Primitive(), attributes(name, id));
        }
        byte[] locked = Pbes2.encrypt(locks.key(), key.secret().getEncoded("DER"), phrase);
        return new SafeBag(
                PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
                new EncryptedPrivateKeyInfo(locks.key(), locked).toASN1Primitive(),
                attributes(name, id));
    }

    private static DERSet attributes(String name, byte[] id) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        if (name != null) {
            all.add(attribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name)));
        }
        if (id != null) {
            all.add(attribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(id)));
        }
        return all.size() == 0 ? null : new DERSet(all);
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }
}
