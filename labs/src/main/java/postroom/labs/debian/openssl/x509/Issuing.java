package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V1TBSCertificateGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Signatures;

/** Puts certificates and requests together and signs them. */
public final class Issuing {
    private static final int SERIAL_BITS = 159;

    private final App app;
    private final SecureRandom random;

    /** Draws serial numbers and signatures from {@code random}. */
    public Issuing(App app, SecureRandom random) {
        this.app = app;
        this.random = random;
    }

    /** A new serial number of 159 bits ({@code rand_serial} in {@code apps.c}). */
    public BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
    }

    /**
     * What is to be certified.
     *
     * @param extensions in their order; with none it is a certificate of version 1
     */
    public record Draft(
            X500Name subject,
            Key key,
            X500Name issuer,
            BigInteger serial,
            Instant from,
            Instant to,
            List<Extension> extensions) {
        /** Keeps a list that can be changed. */
        public Draft {
            extensions = new ArrayList<>(extensions);
        }

        @Override
        public List<Extension> extensions() {
            return extensions;
        }
    }

    /** The key identifier that a certificate has; null if none. */
    public static byte[] keyId(Certificate it) {
        return it.extension(Extension.subjectKeyIdentifier)
                .map(value -> SubjectKeyIdentifier.getInstance(value).getKeyIdentifier())
                .orElse(null);
    }

    /** The key identifier among some extensions; null if none. */
    public static byte[] keyId(List<Extension> extensions) {
        return extensions.stream()
                .filter(it -> it.getExtnId().equals(Extension.subjectKeyIdentifier))
                .map(it -> SubjectKeyIdentifier.getInstance(it.getParsedValue()).getKeyIdentifier())
                .findFirst()
                .orElse(null);
    }

    /**
     * Signs. If there are extensions at all, the key identifiers are added: the subject's, and the issuer's if somebody
     * else signs ({@code do_X509_sign}).
     *
     * @return empty, with an error on the stack, if the key cannot sign with that digest
     */
    public Optional<Certificate> sign(Draft draft, Key signer, byte[] signerId, Digests.Kind digest)
            throws IOException {
        Optional<AlgorithmIdentifier> algorithm = algorithm(signer, digest);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        addIdentifiers(draft, signer, signerId);
        byte[] tbs = draft.extensions().isEmpty() ? first(draft, algorithm.get()) : third(draft, algorithm.get());
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(ASN1Primitive.fromByteArray(tbs));
        parts.add(algorithm.get());
        parts.add(new DERBitString(Signatures.sign(signer, digest, tbs, random)));
        return Optional.of(new Certificate(org.bouncycastle.asn1.x509.Certificate.getInstance(new DERSequence(parts))));
    }

    private void addIdentifiers(Draft draft, Key signer, byte[] signerId) throws IOException {
        List<Extension> all = draft.extensions();
        if (all.isEmpty()) {
            return;
        }
        boolean self = signer.fits(draft.key());
        tidy(all, Extension.subjectKeyIdentifier);
        tidy(all, Extension.authorityKeyIdentifier);
        ExtensionMaker maker = new ExtensionMaker(
                app,
                new Conf(),
                new Signing(draft.subject(), draft.key(), draft.issuer(), signerId, draft.serial(), self));
        if (all.isEmpty()) {
            return;
        }
        if (!has(all, Extension.subjectKeyIdentifier)) {
            maker.make("subjectKeyIdentifier", "hash").ifPresent(all::add);
        }
        if (!has(all, Extension.authorityKeyIdentifier) && !self && signerId != null) {
            maker.make("authorityKeyIdentifier", "keyid, issuer").ifPresent(all::add);
        }
    }

    /** An identifier that says nothing was only asked for to leave it out. */
    private static void tidy(List<Extension> all, ASN1ObjectIdentifier oid) {
        all.removeIf(it -> it.getExtnId().equals(oid) && it.getExtnValue().getOctets().length <= 2);
    }

    private static boolean has(List<Extension> all, ASN1ObjectIdentifier oid) {
        return all.stream().anyMatch(it -> it.getExtnId().equals(oid));
    }

    private static byte[] third(Draft draft, AlgorithmIdentifier algorithm) throws IOException {
        V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
        tbs.setSerialNumber(new ASN1Integer(draft.serial()));
        tbs.setIssuer(draft.issuer());
        tbs.setSubject(draft.subject());
        tbs.setStartDate(new Time(Date.from(draft.from())));
        tbs.setEndDate(new Time(Date.from(draft.to())));
        tbs.setSignature(algorithm);
        tbs.setSubjectPublicKeyInfo(draft.key().info());
        tbs.setExtensions(new Extensions(draft.extensions().toArray(Extension[]::new)));
        return tbs.generateTBSCertificate().getEncoded("DER");
    }

    private static byte[] first(Draft draft, AlgorithmIdentifier algorithm) throws IOException {
        V1TBSCertificateGenerator tbs = new V1TBSCertificateGenerator();
        tbs.setSerialNumber(new ASN1Integer(draft.serial()));
        tbs.setIssuer(draft.issuer());
        tbs.setSubject(draft.subject());
        tbs.setStartDate(new Time(Date.from(draft.from())));
        tbs.setEndDate(new Time(Date.from(draft.to())));
        tbs.setSignature(algorithm);
        tbs.setSubjectPublicKeyInfo(draft.key().info());
        return tbs.generateTBSCertificate().getEncoded("DER");
    }

    /** A signed request; empty, with an error on the stack, if the key cannot sign with that digest. */
    public Optional<Request> request(
            X500Name subject, Key key, List<Attribute> attributes, List<Extension> extensions, Digests.Kind digest)
            throws IOException {
        Optional<AlgorithmIdentifier> algorithm = algorithm(key, digest);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        ASN1EncodableVector all = new ASN1EncodableVector();
        attributes.forEach(all::add);
        if (!extensions.isEmpty()) {
            all.add(new Attribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                    new DERSet(new Extensions(extensions.toArray(Extension[]::new)))));
        }
        CertificationRequestInfo info = new CertificationRequestInfo(subject, key.info(), new DERSet(all));
        byte[] signature = Signatures.sign(key, digest, info.getEncoded("DER"), random);
        return Optional.of(new Request(new CertificationRequest(info, algorithm.get(), new DERBitString(signature))));
    }

    private Optional<AlgorithmIdentifier> algorithm(Key signer, Digests.Kind digest) {
        Optional<AlgorithmIdentifier> algorithm = Signatures.algorithm(signer, digest);
        if (algorithm.isEmpty()) {
            app.errors().push(0x1C8000B8, "rsa_setup_md", "providers/implementations/signature/rsa_sig.c:346", "");
        }
        return algorithm;
    }
}
