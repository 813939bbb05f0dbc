package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Signatures;

/** A request for a certificate (PKCS #10). */
public record Request(CertificationRequest asn1) {
    /** Reads DER; empty if it is something else. */
    public static Optional<Request> read(byte[] bytes) {
        try {
            Request request = new Request(CertificationRequest.getInstance(ASN1Primitive.fromByteArray(bytes)));
            request.subject();
            return Optional.of(request);
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** Whose name it asks for. */
    public X500Name subject() {
        return asn1.getCertificationRequestInfo().getSubject();
    }

    /** The key. */
    public Optional<Key> key() {
        try {
            return Optional.of(Key.of(asn1.getCertificationRequestInfo().getSubjectPublicKeyInfo()));
        } catch (IOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** The attributes. */
    public List<Attribute> attributes() {
        ASN1Set set = asn1.getCertificationRequestInfo().getAttributes();
        return set == null
                ? List.of()
                : Arrays.stream(set.toArray()).map(Attribute::getInstance).toList();
    }

    /** The extensions that it asks for. */
    public List<Extension> extensions() {
        for (Attribute each : attributes()) {
            if (each.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)
                    && each.getAttrValues().size() > 0) {
                Extensions all = Extensions.getInstance(each.getAttrValues().getObjectAt(0));
                return Arrays.stream(all.getExtensionOIDs())
                        .map(all::getExtension)
                        .toList();
            }
        }
        return List.of();
    }

    /** Whether {@code key} made its signature. */
    public boolean isSignedBy(Key key) throws IOException {
        return Signatures.verify(
                key,
                asn1.getSignatureAlgorithm(),
                asn1.getCertificationRequestInfo().getEncoded("DER"),
                asn1.getSignature().getOctets());
    }
}
