package postroom.labs.debian.openssl.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Signatures;

/** Makes the list of what an authority has revoked. */
public final class RevocationList {
    private RevocationList() {}

    /**
     * The list, signed.
     *
     * @param extensions of the list as a whole
     * @return empty if the key cannot sign with that digest
     */
    public static Optional<CertificateList> make(
            X500Name issuer,
            Key key,
            Digests.Kind digest,
            Instant from,
            Instant next,
            Database database,
            List<Extension> extensions,
            SecureRandom random)
            throws IOException {
        Optional<AlgorithmIdentifier> algorithm = Signatures.algorithm(key, digest);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> revoked = new ArrayList<>(
                database.entries().stream().filter(it -> it.type() == 'R').toList());
        revoked.sort(Comparator.comparing(it -> new BigInteger(it.serial(), 16)));
        boolean second = !extensions.isEmpty();
        ASN1EncodableVector entries = new ASN1EncodableVector();
        for (Entry each : revoked) {
            second |= each.revoked().indexOf(',') > 0;
            entries.add(entry(each));
        }
        ASN1EncodableVector tbs = new ASN1EncodableVector();
        if (second) {
            tbs.add(new ASN1Integer(1));
        }
        tbs.add(algorithm.get());
        tbs.add(issuer);
        tbs.add(new Time(Date.from(from)));
        tbs.add(new Time(Date.from(next)));
        if (entries.size() > 0) {
            tbs.add(new DERSequence(entries));
        }
        if (!extensions.isEmpty()) {
            tbs.add(new DERTaggedObject(true, 0, new Extensions(extensions.toArray(Extension[]::new))));
        }
        DERSequence body = new DERSequence(tbs);
        ASN1EncodableVector whole = new ASN1EncodableVector();
        whole.add(body);
        whole.add(algorithm.get());
        whole.add(new DERBitString(Signatures.sign(key, digest, body.getEncoded("DER"), random)));
        return Optional.of(CertificateList.getInstance(new DERSequence(whole)));
    }

    private static DERSequence entry(Entry it) throws IOException {
        String[] parts = it.revoked().split(",", 3);
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(new ASN1Integer(new BigInteger(it.serial(), 16)));
        all.add(parts[0].length() == 13 ? new ASN1UTCTime(parts[0]) : new ASN1GeneralizedTime(parts[0]));
        int code = parts.length > 1 ? Revocation.code(parts[1]) : -1;
        List<Extension> extensions = new ArrayList<>();
        if (code >= 0) {
            extensions.add(new Extension(
                    Extension.reasonCode, false, CRLReason.lookup(code).getEncoded("DER")));
        }
        if (parts.length > 2 && parts[1].endsWith("eyTime")) {
            extensions.add(new Extension(
                    Extension.invalidityDate, false, new ASN1GeneralizedTime(parts[2]).getEncoded("DER")));
        }
        if (parts.length > 2 && parts[1].equals("holdInstruction")) {
            extensions.add(new Extension(
                    Extension.instructionCode,
                    false,
                    Objects.find(parts[2]).orElseThrow().getEncoded("DER")));
        }
        if (!extensions.isEmpty()) {
            all.add(new Extensions(extensions.toArray(Extension[]::new)));
        }
        return new DERSequence(all);
    }
}
