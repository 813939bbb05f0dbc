package postroom.labs.debian.openssl.x509;

import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.conf.Conf;

/** Makes certificate policies: identifiers, or sections with where the policy stands and what it says. */
final class PolicyMaker {
    private final App app;
    private final Conf conf;

    PolicyMaker(App app, Conf conf) {
        this.app = app;
        this.conf = conf;
    }

    Optional<ASN1Encodable> policies(java.util.List<Pair> pairs) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (Pair each : pairs) {
            Optional<ASN1Encodable> policy = each.name().startsWith("@")
                    ? section(each.name().substring(1))
                    : Objects.find(each.name()).map(DERSequence::new);
            if (policy.isEmpty()) {
                app.errors().push(0x1100006E, "r2i_certpol", "crypto/x509/v3_cpols.c:152", "");
                return Optional.empty();
            }
            all.add(policy.get());
        }
        return Optional.of(new DERSequence(all));
    }

    private Optional<ASN1Encodable> section(String name) {
        ASN1ObjectIdentifier id = null;
        ASN1EncodableVector qualifiers = new ASN1EncodableVector();
        for (Map.Entry<String, String> each : conf.entries(name)) {
            String key = each.getKey();
            if (key.equals("policyIdentifier")) {
                id = Objects.find(each.getValue()).orElse(null);
            } else if (key.startsWith("CPS")) {
                qualifiers.add(new DERSequence(
                        new ASN1Encodable[] {PolicyQualifierId.id_qt_cps, new DERIA5String(each.getValue())}));
            } else if (key.startsWith("userNotice") && each.getValue().startsWith("@")) {
                String text =
                        conf.value(each.getValue().substring(1), "explicitText").orElse("");
                qualifiers.add(new DERSequence(
                        new ASN1Encodable[] {PolicyQualifierId.id_qt_unotice, new DERSequence(new DERUTF8String(text))
                        }));
            }
        }
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(
                qualifiers.size() == 0
                        ? new DERSequence(id)
                        : new DERSequence(new ASN1Encodable[] {id, new DERSequence(qualifiers)}));
    }
}
