package postroom.labs.debian.sslcert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The self-signed certificate of {@code make-ssl-cert generate-default-snakeoil}: 2048-bit RSA, ten years, the host's
 * name as subject and alternative name. Making a key takes some tenths of a second.
 *
 * @param certificate PEM, for /etc/ssl/certs/ssl-cert-snakeoil.pem
 * @param key PEM in PKCS #8, for /etc/ssl/private/ssl-cert-snakeoil.key
 * @param hashLink the name of the link by which OpenSSL finds the certificate in a folder: {@code 2568680f.0}
 */
public record SnakeoilCertificate(byte[] certificate, byte[] key, String hashLink) {
    private static final Duration VALIDITY = Duration.ofDays(3650);

    /** Makes a key and its certificate for {@code hostName}, valid from {@code from} on. */
    public static SnakeoilCertificate make(String hostName, Instant from) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, random);
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + hostName);
            X509CertificateHolder certificate = sign(pair, subject, hostName, from, new BigInteger(158, random));
            return new SnakeoilCertificate(
                    pem("CERTIFICATE", certificate.getEncoded()),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                    SubjectHash.of(subject) + ".0");
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("this Java platform cannot make RSA certificates", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version 3, with the extensions of /usr/share/ssl-cert/ssleay.cnf. */
    private static X509CertificateHolder sign(
            KeyPair pair, X500Name subject, String hostName, Instant from, BigInteger serial)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        PrivateKey key = pair.getPrivate();
        return new JcaX509v3CertificateBuilder(
                        subject,
                        serial.add(BigInteger.ONE),
                        Date.from(from),
                        Date.from(from.plus(VALIDITY)),
                        subject,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, false, new BasicConstraints(false))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, hostName)))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(key));
    }

    private static byte[] pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n").getBytes(US_ASCII);
    }
}
