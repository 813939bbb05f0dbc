package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.util.encoders.DecoderException;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;

/**
 * Makes extensions out of a configuration ({@code x509v3_config(5)}). What cannot be made gives an error on the stack,
 * and nothing.
 */
public final class ExtensionMaker {
    private static final Map<String, Integer> USAGES = Map.of(
            "digitalSignature",
            0,
            "nonRepudiation",
            1,
            "keyEncipherment",
            2,
            "dataEncipherment",
            3,
            "keyAgreement",
            4,
            "keyCertSign",
            5,
            "cRLSign",
            6,
            "encipherOnly",
            7,
            "decipherOnly",
            8);
    private static final Map<String, String> USAGE_TEXTS = Map.of(
            "Digital Signature",
            "digitalSignature",
            "Non Repudiation",
            "nonRepudiation",
            "Key Encipherment",
            "keyEncipherment",
            "Data Encipherment",
            "dataEncipherment",
            "Key Agreement",
            "keyAgreement",
            "Certificate Sign",
            "keyCertSign",
            "CRL Sign",
            "cRLSign",
            "Encipher Only",
            "encipherOnly",
            "Decipher Only",
            "decipherOnly");
    private static final Map<String, Integer> CERT_TYPES = Map.of(
            "client", 0, "server", 1, "email", 2, "objsign", 3, "reserved", 4, "sslCA", 5, "emailCA", 6, "objCA", 7);

    private final App app;
    private final Conf conf;
    private final Signing signing;
    private final AlternativeNames alternatives;

    /** Makes extensions for {@code signing}; other sections are looked up in {@code conf}. */
    public ExtensionMaker(App app, Conf conf, Signing signing) {
        this.app = app;
        this.conf = conf;
        this.signing = signing;
        this.alternatives = new AlternativeNames(app, conf, signing);
    }

    /** The extensions of a section, put into {@code to} in place of those of the same kind. */
    public boolean addAll(Conf from, String section, List<Extension> to) throws IOException {
        if (!from.has(section)) {
            return false;
        }
        for (Map.Entry<String, String> each : from.entries(section)) {
            String name = each.getKey();
            int dot = name.indexOf('.');
            String plain = dot > 0 && name.substring(0, dot).matches("[0-9]+") && !name.matches("[0-9.]+")
                    ? name.substring(dot + 1)
                    : name;
            Optional<Extension> made = make(plain, each.getValue());
            if (made.isEmpty()) {
                error(
                        0x11000080,
                        "X509V3_EXT_nconf_int",
                        "crypto/x509/v3_conf.c:48",
                        "section=" + section + ", name=" + name + ", value=" + withoutCritical(each.getValue()));
                return false;
            }
            put(made.get(), to);
        }
        return true;
    }

    /** Puts an extension into a list in place of the one of the same kind. */
    public static void put(Extension extension, List<Extension> to) {
        to.removeIf(it -> it.getExtnId().equals(extension.getExtnId()));
        to.add(extension);
    }

    private static String withoutCritical(String value) {
        return value.startsWith("critical,") ? value.substring(9).stripLeading() : value;
    }

    private void error(int code, String function, String place, String data) {
        app.errors().push(code, function, place, data);
    }

    /** One extension; empty, with an error on the stack, if it cannot be made. */
    public Optional<Extension> make(String name, String whole) throws IOException {
        boolean critical = whole.startsWith("critical,");
        String value = withoutCritical(whole);
        if (value.startsWith("DER:") || value.startsWith("ASN1:")) {
            return generic(name, critical, value);
        }
        Optional<ASN1ObjectIdentifier> oid =
                Objects.find(name).filter(it -> Objects.shortName(it).equals(name));
        if (oid.isEmpty()) {
            error(0x11000082, "do_ext_nconf", "crypto/x509/v3_conf.c:88", "");
            return Optional.empty();
        }
        Optional<ASN1Encodable> made = value(name, value);
        return made.isEmpty()
                ? Optional.empty()
                : Optional.of(new Extension(
                        oid.get(), critical, made.get().toASN1Primitive().getEncoded("DER")));
    }

    private Optional<Extension> generic(String name, boolean critical, String value) throws IOException {
        Optional<ASN1ObjectIdentifier> oid = Objects.find(name);
        if (oid.isEmpty()) {
            error(0x11000073, "v3_generic_extension", "crypto/x509/v3_conf.c:250", "name=" + name);
            return Optional.empty();
        }
        String text = value.substring(value.indexOf(':') + 1).strip();
        Optional<byte[]> der = value.startsWith("DER:") ? hex(text) : GenericAsn1.encode(text);
        if (der.isEmpty()) {
            error(0x11000074, "v3_generic_extension", "crypto/x509/v3_conf.c:261", "value=" + text);
            return Optional.empty();
        }
        return Optional.of(new Extension(oid.get(), critical, new DEROctetString(der.get())));
    }

    static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(org.bouncycastle.util.encoders.Hex.decode(
                    text.replace(":", "").replace(" ", "")));
        } catch (DecoderException e) {
            return Optional.empty();
        }
    }

    /** Names and values of a list, or of the section that {@code @name} stands for. */
    private List<Pair> pairs(String value) {
        return Pair.list(conf, value);
    }

    private Optional<ASN1Encodable> value(String name, String value) throws IOException {
        List<Pair> pairs = pairs(value);
        switch (name) {
            case "basicConstraints":
                return nonEmpty(name, value, pairs) ? basic(pairs) : Optional.empty();
            case "keyUsage":
                return nonEmpty(name, value, pairs) ? bits(pairs, USAGES) : Optional.empty();
            case "nsCertType":
                return nonEmpty(name, value, pairs) ? bits(pairs, CERT_TYPES) : Optional.empty();
            case "extendedKeyUsage":
                return nonEmpty(name, value, pairs) ? purposes(pairs) : Optional.empty();
            case "subjectKeyIdentifier":
                return keyId(value);
            case "authorityKeyIdentifier":
                return authority(pairs);
            case "subjectAltName", "issuerAltName":
                return nonEmpty(name, value, pairs)
                        ? alternatives.names(pairs).map(it -> (ASN1Encodable) it)
                        : Optional.empty();
            case "nsComment",
                    "nsBaseUrl",
                    "nsCaRevocationUrl",
                    "nsCaPolicyUrl",
                    "nsSslServerName",
                    "nsRenewalUrl",
                    "nsRevocationUrl":
                return Optional.of(new DERIA5String(value));
            case "certificatePolicies":
                return new PolicyMaker(app, conf).policies(pairs);
            case "crlDistributionPoints":
                return points(pairs);
            case "authorityInfoAccess":
                return access(pairs);
            case "nameConstraints":
                return constraints(pairs);
            case "tlsfeature":
                return features(pairs);
            case "noCheck":
                return Optional.of(DERNull.INSTANCE);
            case "inhibitAnyPolicy":
                return value.matches("[0-9]{1,9}")
                        ? Optional.of(new ASN1Integer(new BigInteger(value)))
                        : Optional.empty();
            case "policyConstraints":
                return policyConstraints(pairs);
            default:
                error(0x11000081, "do_ext_nconf", "crypto/x509/v3_conf.c:92", "");
                return Optional.empty();
        }
    }

    private boolean nonEmpty(String name, String value, List<Pair> pairs) {
        if (pairs.isEmpty()) {
            error(0x11000069, "do_ext_nconf", "crypto/x509/v3_conf.c:102", "name=" + name + ",section=" + value);
        }
        return !pairs.isEmpty();
    }

    private Optional<ASN1Encodable> basic(List<Pair> pairs) {
        boolean ca = false;
        Integer length = null;
        for (Pair each : pairs) {
            if (each.name().equals("CA")) {
                Optional<Boolean> truth = truth(each.value());
                if (truth.isEmpty()) {
                    error(0x11000068, "X509V3_get_value_bool", "crypto/x509/v3_utl.c:268", each.data());
                    return Optional.empty();
                }
                ca = truth.get();
            } else if (each.name().equals("pathlen")
                    && each.value() != null
                    && each.value().matches("[0-9]{1,6}")) {
                length = Integer.valueOf(each.value());
            } else {
                error(0x1100006A, "v2i_BASIC_CONSTRAINTS", "crypto/x509/v3_bcons.c:76", each.data());
                return Optional.empty();
            }
        }
        if (length == null) {
            return Optional.of(new BasicConstraints(ca));
        }
        ASN1EncodableVector parts = new ASN1EncodableVector();
        if (ca) {
            parts.add(org.bouncycastle.asn1.ASN1Boolean.TRUE);
        }
        parts.add(new ASN1Integer(length));
        return Optional.of(new DERSequence(parts));
    }

    private static Optional<Boolean> truth(String value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (value) {
            case "TRUE", "true", "Y", "y", "YES", "yes" -> Optional.of(true);
            case "FALSE", "false", "N", "n", "NO", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private Optional<ASN1Encodable> bits(List<Pair> pairs, Map<String, Integer> names) {
        byte[] bytes = new byte[2];
        int last = -1;
        for (Pair each : pairs) {
            Integer bit = names.get(USAGE_TEXTS.getOrDefault(each.name(), each.name()));
            if (bit == null) {
                error(0x1100006F, "v2i_ASN1_BIT_STRING", "crypto/x509/v3_bitst.c:82", each.name());
                return Optional.empty();
            }
            bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
            last = Math.max(last, bit);
        }
        int length = last / 8 + 1;
        return Optional.of(new DERBitString(java.util.Arrays.copyOf(bytes, length), length * 8 - 1 - last));
    }

    private Optional<ASN1Encodable> purposes(List<Pair> pairs) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (Pair each : pairs) {
            String text = each.value() == null ? each.name() : each.value();
            Optional<ASN1ObjectIdentifier> oid = Objects.find(text);
            if (oid.isEmpty()) {
                error(0x04000067, "OBJ_txt2obj", "crypto/objects/obj_dat.c:372", "");
                error(0x1100006E, "v2i_EXTENDED_KEY_USAGE", "crypto/x509/v3_extku.c:94", text);
                return Optional.empty();
            }
            all.add(oid.get());
        }
        return Optional.of(new DERSequence(all));
    }

    /** SHA-1 of the key's bits. */
    static byte[] hash(Key key) {
        return Digests.find("sha1")
                .orElseThrow()
                .of(key.info().getPublicKeyData().getOctets());
    }

    private Optional<ASN1Encodable> keyId(String value) {
        if (!value.equals("hash")) {
            Optional<byte[]> bytes = value.equals("none") ? Optional.of(new byte[0]) : hex(value);
            if (bytes.isEmpty()) {
                error(0x07800067, "hexstr2buf_sep", "crypto/o_str.c:166", "");
            }
            return bytes.map(DEROctetString::new);
        }
        return Optional.of(new SubjectKeyIdentifier(signing.isTest() ? new byte[0] : hash(signing.key())));
    }

    private Optional<ASN1Encodable> authority(List<Pair> pairs) {
        int keyId = 0;
        int issuer = 0;
        for (Pair each : pairs) {
            int level = "always".equals(each.value()) ? 2 : 1;
            if (each.name().equals("keyid")) {
                keyId = level;
            } else if (each.name().equals("issuer")) {
                issuer = level;
            } else if (!each.name().equals("none")) {
                error(0x11000078, "v2i_AUTHORITY_KEYID", "crypto/x509/v3_akid.c:129", "name=" + each.name());
                return Optional.empty();
            }
        }
        if (signing.isTest()) {
            return Optional.of(new DERSequence());
        }
        if (signing.issuer() == null) {
            error(0x11000079, "v2i_AUTHORITY_KEYID", "crypto/x509/v3_akid.c:142", "");
            return Optional.empty();
        }
        byte[] id = null;
        if (keyId == 2 || keyId == 1 && !signing.selfSigned()) {
            id = signing.issuerKeyId();
            id = id == null && signing.selfSigned() ? hash(signing.key()) : id;
            if ((keyId == 2 || issuer == 0) && id == null) {
                error(0x1100007B, "v2i_AUTHORITY_KEYID", "crypto/x509/v3_akid.c:177", "");
                return Optional.empty();
            }
        }
        boolean details = issuer == 2 || issuer == 1 && id == null;
        if (details && signing.selfSigned() && issuer != 2) {
            details = keyId == 0;
        }
        GeneralNames names = details ? new GeneralNames(new GeneralName(signing.issuer())) : null;
        return Optional.of(new AuthorityKeyIdentifier(id, names, details ? signing.serial() : null));
    }

    private Optional<ASN1Encodable> points(List<Pair> pairs) {
        List<DistributionPoint> points = new ArrayList<>();
        for (Pair each : pairs) {
            List<Pair> names = List.of(each);
            if (each.value() == null) {
                names = new ArrayList<>();
                for (Pair inner : Pair.list(conf, "@" + each.name())) {
                    if (inner.name().equals("fullname") && inner.value() != null) {
                        names.addAll(Pair.list(conf, inner.value()));
                    }
                }
            }
            Optional<GeneralNames> made = alternatives.names(names);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            points.add(new DistributionPoint(new DistributionPointName(made.get()), null, null));
        }
        return Optional.of(new CRLDistPoint(points.toArray(DistributionPoint[]::new)));
    }

    private Optional<ASN1Encodable> access(List<Pair> pairs) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (Pair each : pairs) {
            int semicolon = each.name().indexOf(';');
            Optional<ASN1ObjectIdentifier> method =
                    semicolon < 0 ? Optional.empty() : Objects.find(each.name().substring(0, semicolon));
            if (method.isEmpty()) {
                error(0x1100008F, "v2i_AUTHORITY_INFO_ACCESS", "crypto/x509/v3_info.c:133", "");
                return Optional.empty();
            }
            Optional<GeneralName> place =
                    alternatives.name(new Pair(each.name().substring(semicolon + 1), each.value()));
            if (place.isEmpty()) {
                return Optional.empty();
            }
            all.add(new AccessDescription(method.get(), place.get()));
        }
        return Optional.of(new DERSequence(all));
    }

    private Optional<ASN1Encodable> constraints(List<Pair> pairs) {
        List<GeneralSubtree> permitted = new ArrayList<>();
        List<GeneralSubtree> excluded = new ArrayList<>();
        for (Pair each : pairs) {
            int semicolon = each.name().indexOf(';');
            String side = semicolon < 0 ? "" : each.name().substring(0, semicolon);
            if (!side.equals("permitted") && !side.equals("excluded")) {
                error(0x1100008F, "v2i_NAME_CONSTRAINTS", "crypto/x509/v3_ncons.c:132", "");
                return Optional.empty();
            }
            Optional<GeneralName> base =
                    alternatives.constraint(new Pair(each.name().substring(semicolon + 1), each.value()));
            if (base.isEmpty()) {
                return Optional.empty();
            }
            (side.equals("permitted") ? permitted : excluded).add(new GeneralSubtree(base.get()));
        }
        return Optional.of(new NameConstraints(
                permitted.isEmpty() ? null : permitted.toArray(GeneralSubtree[]::new),
                excluded.isEmpty() ? null : excluded.toArray(GeneralSubtree[]::new)));
    }

    private Optional<ASN1Encodable> features(List<Pair> pairs) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (Pair each : pairs) {
            String number = each.name().equals("status_request")
                    ? "5"
                    : each.name().equals("status_request_v2") ? "17" : each.name();
            if (!number.matches("[0-9]{1,5}")) {
                error(0x1100008F, "v2i_TLS_FEATURE", "crypto/x509/v3_tlsf.c:112", each.data());
                return Optional.empty();
            }
            all.add(new ASN1Integer(Long.parseLong(number)));
        }
        return Optional.of(new DERSequence(all));
    }

    private static Optional<ASN1Encodable> policyConstraints(List<Pair> pairs) {
        BigInteger require = null;
        BigInteger inhibit = null;
        for (Pair each : pairs) {
            if (each.value() == null || !each.value().matches("[0-9]{1,9}")) {
                return Optional.empty();
            }
            if (each.name().equals("requireExplicitPolicy")) {
                require = new BigInteger(each.value());
            } else {
                inhibit = new BigInteger(each.value());
            }
        }
        return Optional.of(new PolicyConstraints(require, inhibit));
    }
}
