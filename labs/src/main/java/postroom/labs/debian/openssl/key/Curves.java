package postroom.labs.debian.openssl.key;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import postroom.labs.debian.openssl.asn1.Objects;

/** The elliptic curves that OpenSSL has by name. */
public final class Curves {
    private static final Map<String, String> NIST = Map.of(
            "P-192", "prime192v1",
            "P-224", "secp224r1",
            "P-256", "prime256v1",
            "P-384", "secp384r1",
            "P-521", "secp521r1");

    private Curves() {}

    /** A curve by OpenSSL's, SECG's or NIST's name. */
    public static Optional<ECNamedDomainParameters> find(String name) {
        String own = NIST.getOrDefault(name.toUpperCase(Locale.ROOT), name.equals("secp256r1") ? "prime256v1" : name);
        return Objects.find(own).flatMap(Curves::of);
    }

    /** A curve by its object identifier. */
    public static Optional<ECNamedDomainParameters> of(ASN1ObjectIdentifier oid) {
        X9ECParameters curve = ECNamedCurveTable.getByOID(oid);
        return curve == null ? Optional.empty() : Optional.of(new ECNamedDomainParameters(oid, curve));
    }

    /** NIST's name of a curve: {@code P-256}. */
    public static Optional<String> nist(ASN1ObjectIdentifier oid) {
        String name = Objects.shortName(oid);
        return NIST.entrySet().stream()
                .filter(it -> it.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
