package postroom.labs.debian.openssl.key;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.digests.SM3Digest;

/** OpenSSL's digests by name. */
public final class Digests {
    /**
     * A digest.
     *
     * @param name as OpenSSL 3's provider names it: {@code SHA2-256}
     * @param oid its object identifier; null if it has none
     * @param make makes one
     */
    public record Kind(String name, ASN1ObjectIdentifier oid, Supplier<ExtendedDigest> make) {
        /** The digest of some bytes. */
        public byte[] of(byte[] bytes) {
            ExtendedDigest digest = make.get();
            digest.update(bytes, 0, bytes.length);
            byte[] out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("md4", "MD4", "1.2.840.113549.2.4", MD4Digest::new),
            entry("md5", "MD5", "1.2.840.113549.2.5", MD5Digest::new),
            entry("sha1", "SHA1", "1.3.14.3.2.26", SHA1Digest::new),
            entry("sha224", "SHA2-224", "2.16.840.1.101.3.4.2.4", SHA224Digest::new),
            entry("sha256", "SHA2-256", "2.16.840.1.101.3.4.2.1", SHA256Digest::new),
            entry("sha384", "SHA2-384", "2.16.840.1.101.3.4.2.2", SHA384Digest::new),
            entry("sha512", "SHA2-512", "2.16.840.1.101.3.4.2.3", SHA512Digest::new),
            entry("sha512-224", "SHA2-512/224", "2.16.840.1.101.3.4.2.5", () -> new SHA512tDigest(224)),
            entry("sha512-256", "SHA2-512/256", "2.16.840.1.101.3.4.2.6", () -> new SHA512tDigest(256)),
            entry("sha3-224", "SHA3-224", "2.16.840.1.101.3.4.2.7", () -> new SHA3Digest(224)),
            entry("sha3-256", "SHA3-256", "2.16.840.1.101.3.4.2.8", () -> new SHA3Digest(256)),
            entry("sha3-384", "SHA3-384", "2.16.840.1.101.3.4.2.9", () -> new SHA3Digest(384)),
            entry("sha3-512", "SHA3-512", "2.16.840.1.101.3.4.2.10", () -> new SHA3Digest(512)),
            entry("shake128", "SHAKE-128", "2.16.840.1.101.3.4.2.11", () -> new SHAKEDigest(128)),
            entry("shake256", "SHAKE-256", "2.16.840.1.101.3.4.2.12", () -> new SHAKEDigest(256)),
            entry("ripemd160", "RIPEMD-160", "1.3.36.3.2.1", RIPEMD160Digest::new),
            entry("blake2b512", "BLAKE2B-512", "1.3.6.1.4.1.1722.12.2.1.16", () -> new Blake2bDigest(512)),
            entry("blake2s256", "BLAKE2S-256", "1.3.6.1.4.1.1722.12.2.2.8", () -> new Blake2sDigest(256)),
            entry("sm3", "SM3", "1.2.156.10197.1.401", SM3Digest::new));

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("rmd160", "ripemd160"),
            Map.entry("ripemd", "ripemd160"),
            Map.entry("ripemd-160", "ripemd160"),
            Map.entry("sha", "sha1"),
            Map.entry("sha-1", "sha1"),
            Map.entry("ssl3-md5", "md5"),
            Map.entry("ssl3-sha1", "sha1"),
            Map.entry("sha-224", "sha224"),
            Map.entry("sha-256", "sha256"),
            Map.entry("sha-384", "sha384"),
            Map.entry("sha-512", "sha512"),
            Map.entry("sha2-224", "sha224"),
            Map.entry("sha2-256", "sha256"),
            Map.entry("sha2-384", "sha384"),
            Map.entry("sha2-512", "sha512"),
            Map.entry("shake-128", "shake128"),
            Map.entry("shake-256", "shake256"));

    private Digests() {}

    private static Map.Entry<String, Kind> entry(String id, String name, String oid, Supplier<ExtendedDigest> make) {
        return Map.entry(id, new Kind(name, new ASN1ObjectIdentifier(oid), make));
    }

    /** A digest by one of its names. */
    public static Optional<Kind> find(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(KINDS.get(ALIASES.getOrDefault(small, small)));
    }

    /** SHA-256, which is used if nothing is said. */
    public static Kind usual() {
        return KINDS.get("sha256");
    }

    /** A digest by its object identifier. */
    public static Optional<Kind> find(ASN1ObjectIdentifier oid) {
        return KINDS.values().stream().filter(it -> it.oid().equals(oid)).findFirst();
    }
}
