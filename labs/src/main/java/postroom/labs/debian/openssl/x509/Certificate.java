package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import postroom.labs.debian.openssl.key.Key;

/** A certificate (X.509 version 3, RFC 5280). */
public final class Certificate {
    private final org.bouncycastle.asn1.x509.Certificate asn1;
    private final byte[] der;

    /** Of its ASN.1 structure. */
    public Certificate(org.bouncycastle.asn1.x509.Certificate asn1) {
        this.asn1 = asn1;
        try {
            this.der = asn1.getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads DER; empty if it is something else. */
    public static Optional<Certificate> read(byte[] bytes) {
        try {
            Certificate read = new Certificate(
                    org.bouncycastle.asn1.x509.Certificate.getInstance(ASN1Primitive.fromByteArray(bytes)));
            read.subject();
            read.notAfter();
            return Optional.of(read);
        } catch (IOException | IllegalArgumentException | ClassCastException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** The structure. */
    public org.bouncycastle.asn1.x509.Certificate asn1() {
        return asn1;
    }

    /** DER. */
    public byte[] der() {
        return der.clone();
    }

    /** Whose it is. */
    public X500Name subject() {
        return asn1.getSubject();
    }

    /** Who signed it. */
    public X500Name issuer() {
        return asn1.getIssuer();
    }

    /** Its number. */
    public BigInteger serial() {
        return asn1.getSerialNumber().getValue();
    }

    /** From when on it is valid. */
    public Instant notBefore() {
        return asn1.getStartDate().getDate().toInstant();
    }

    /** Until when it is valid. */
    public Instant notAfter() {
        return asn1.getEndDate().getDate().toInstant();
    }

    /** The key; empty if its type is unknown. */
    public Optional<Key> key() {
        try {
            return Optional.of(Key.of(asn1.getSubjectPublicKeyInfo()));
        } catch (IOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** The extensions in their order. */
    public List<Extension> extensions() {
        Extensions all = asn1.getTBSCertificate().getExtensions();
        return all == null
                ? List.of()
                : Arrays.stream(all.getExtensionOIDs()).map(all::getExtension).toList();
    }

    /** The parsed value of an extension; empty if it is not there or malformed. */
    public Optional<ASN1Encodable> extension(ASN1ObjectIdentifier oid) {
        Extensions all = asn1.getTBSCertificate().getExtensions();
        Extension found = all == null ? null : all.getExtension(oid);
        try {
            return found == null ? Optional.empty() : Optional.of(found.getParsedValue());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Basic constraints. */
    public Optional<BasicConstraints> constraints() {
        return extension(Extension.basicConstraints).map(BasicConstraints::getInstance);
    }

    /** Whether one of some key usages is allowed (bits of {@link KeyUsage}): all are, without the extension. */
    public boolean allows(int... usages) {
        return extension(Extension.keyUsage)
                .map(KeyUsage::getInstance)
                .map(it -> Arrays.stream(usages).anyMatch(it::hasUsages))
                .orElse(true);
    }

    /** Whether it has the extension for key usage. */
    public boolean hasKeyUsage() {
        return extension(Extension.keyUsage).isPresent();
    }

    /** Whether one of the extended key usages is allowed: all are, without the extension. */
    public boolean allowsPurpose(KeyPurposeId... purposes) {
        return extension(Extension.extendedKeyUsage)
                .map(it -> {
                    ExtendedKeyUsage usage = ExtendedKeyUsage.getInstance(it);
                    return Arrays.stream(purposes).anyMatch(usage::hasKeyPurposeId);
                })
                .orElse(true);
    }

    /** Whether subject and issuer are the same. */
    public boolean isSelfIssued() {
        return NameHash.same(subject(), issuer());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate it && Arrays.equals(der, it.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }
}
