package postroom.labs.debian.openssl.pkcs12;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Pbes2;

/** A file of keys and certificates that was read. */
public final class Pkcs12File {
    private static final int MOST_ITERATIONS = 10_000_000;

    private final Pfx pfx;

    private Pkcs12File(Pfx pfx) {
        this.pfx = pfx;
    }

    /** Reads DER; empty if it is something else. */
    public static Optional<Pkcs12File> read(byte[] bytes) {
        try {
            Pkcs12File file = new Pkcs12File(Pfx.getInstance(ASN1Primitive.fromByteArray(bytes)));
            file.parts();
            return Optional.of(file);
        } catch (IOException | IllegalArgumentException | ClassCastException | NullPointerException malformed) {
            return Optional.empty();
        }
    }

    /** What guards the integrity; empty if nothing does. */
    public Optional<MacData> mac() {
        return Optional.ofNullable(pfx.getMacData());
    }

    /** Whether a password fits the guard. */
    public boolean isRight(String phrase) {
        MacData mac = pfx.getMacData();
        Optional<Digests.Kind> digest =
                Digests.find(mac.getMac().getAlgorithmId().getAlgorithm());
        int rounds = mac.getIterationCount().intValue();
        if (digest.isEmpty() || rounds < 1 || rounds > MOST_ITERATIONS) {
            return false;
        }
        byte[] safe =
                ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets();
        byte[] wanted = mac.getMac().getDigest();
        return Arrays.equals(wanted, mac(digest.get(), phrase, mac.getSalt(), rounds, safe))
                || phrase.isEmpty()
                        && Arrays.equals(wanted, mac(digest.get(), new byte[0], mac.getSalt(), rounds, safe));
    }

    static byte[] mac(Digests.Kind digest, String phrase, byte[] salt, int iterations, byte[] content) {
        byte[] secret =
                phrase.isEmpty() ? new byte[2] : PBEParametersGenerator.PKCS12PasswordToBytes(phrase.toCharArray());
        return mac(digest, secret, salt, iterations, content);
    }

    private static byte[] mac(Digests.Kind digest, byte[] secret, byte[] salt, int iterations, byte[] content) {
        PKCS12ParametersGenerator generator =
                new PKCS12ParametersGenerator(digest.make().get());
        generator.init(secret, salt, iterations);
        int length = digest.make().get().getDigestSize();
        HMac hmac = new HMac(digest.make().get());
        hmac.init((KeyParameter) generator.generateDerivedMacParameters(length * 8));
        hmac.update(content, 0, content.length);
        byte[] sum = new byte[length];
        hmac.doFinal(sum, 0);
        return sum;
    }

    /** Its parts, each with bags of its own. */
    public List<ContentInfo> parts() {
        byte[] safe =
                ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets();
        return List.of(
                AuthenticatedSafe.getInstance(ASN1Sequence.getInstance(safe)).getContentInfo());
    }

    /** How a part is encrypted; empty if it is not. */
    public static Optional<EncryptedData> lock(ContentInfo part) {
        return part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)
                ? Optional.of(EncryptedData.getInstance(part.getContent()))
                : Optional.empty();
    }

    /** The bags of a part; empty if the password does not open it. */
    public static Optional<List<SafeBag>> bags(ContentInfo part, String phrase) {
        Optional<EncryptedData> lock = lock(part);
        Optional<byte[]> bytes = lock.isPresent()
                ? Pbes2.decrypt(
                        lock.get().getEncryptionAlgorithm(),
                        lock.get().getContent().getOctets(),
                        phrase)
                : Optional.of(ASN1OctetString.getInstance(part.getContent()).getOctets());
        try {
            return bytes.map(it -> {
                List<SafeBag> bags = new ArrayList<>();
                for (ASN1Encodable each : ASN1Sequence.getInstance(it)) {
                    bags.add(SafeBag.getInstance(each));
                }
                return bags;
            });
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
