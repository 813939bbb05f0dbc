package postroom.labs.debian.openssl.ca;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.asn1.Objects;

/** Which fields a subject must have, and which must be the authority's own ({@code POLICY FORMAT}, openssl-ca(1)). */
public final class Policy {
    private final App app;
    private final List<Map.Entry<String, String>> rules;

    /** The rules of a section. */
    public Policy(App app, List<Map.Entry<String, String>> rules) {
        this.app = app;
        this.rules = List.copyOf(rules);
    }

    /** The subject with the fields that the rules name, in their order; complains, and is empty, if one breaks them. */
    public Optional<X500Name> apply(X500Name wanted, X500Name authority) throws IOException {
        List<RDN> chosen = new ArrayList<>();
        for (Map.Entry<String, String> rule : rules) {
            Optional<ASN1ObjectIdentifier> type = Objects.find(rule.getKey());
            if (type.isEmpty()) {
                app.say(rule.getKey() + ":unknown object type in 'policy' configuration");
                return Optional.empty();
            }
            List<AttributeTypeAndValue> given = fields(wanted, type.get());
            switch (rule.getValue()) {
                case "optional":
                    break;
                case "supplied":
                    if (given.isEmpty()) {
                        app.say("The " + rule.getKey() + " field needed to be supplied and was missing");
                        return Optional.empty();
                    }
                    break;
                case "match":
                    if (!matches(rule.getKey(), given, fields(authority, type.get()))) {
                        return Optional.empty();
                    }
                    break;
                default:
                    app.say(rule.getValue() + ":invalid type in 'policy' configuration");
                    return Optional.empty();
            }
            given.forEach(it -> chosen.add(new RDN(it)));
        }
        return Optional.of(new X500Name(chosen.toArray(RDN[]::new)));
    }

    private static List<AttributeTypeAndValue> fields(X500Name name, ASN1ObjectIdentifier type) {
        List<AttributeTypeAndValue> found = new ArrayList<>();
        for (RDN each : name.getRDNs(type)) {
            for (AttributeTypeAndValue pair : each.getTypesAndValues()) {
                if (pair.getType().equals(type)) {
                    found.add(pair);
                }
            }
        }
        return found;
    }

    private boolean matches(String field, List<AttributeTypeAndValue> given, List<AttributeTypeAndValue> own)
            throws IOException {
        if (given.isEmpty()) {
            app.say("The mandatory " + field + " field was missing");
            return false;
        }
        if (own.isEmpty()) {
            app.say("The " + field + " field does not exist in the CA certificate,");
            app.say("the 'policy' is misconfigured");
            return false;
        }
        for (AttributeTypeAndValue each : given) {
            if (own.stream().noneMatch(it -> it.getValue().equals(each.getValue()))) {
                app.say("The " + field + " field is different between");
                app.say("CA certificate (" + text(own.get(own.size() - 1)) + ") and the request (" + text(each) + ")");
                return false;
            }
        }
        return true;
    }

    private static String text(AttributeTypeAndValue pair) {
        return pair.getValue() instanceof ASN1String text ? text.getString() : "NULL";
    }
}
