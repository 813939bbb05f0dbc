package postroom.labs.debian.dovecot.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import postroom.labs.debian.libcrypt.Crypt;

/** Stored passwords with their schemes: {@code {SSHA256}…}, {@code {PLAIN}…}, {@code {SHA512-CRYPT}$6$…}. */
public final class PasswordScheme {
    private static final int SALT = 4;
    private static final Map<String, String> DIGESTS = Map.of(
            "SHA", "SHA-1",
            "SHA1", "SHA-1",
            "SHA256", "SHA-256",
            "SHA512", "SHA-512",
            "SSHA", "SHA-1",
            "SSHA256", "SHA-256",
            "SSHA512", "SHA-512",
            "SMD5", "MD5",
            "LDAP-MD5", "MD5",
            "PLAIN-MD5", "MD5");

    private PasswordScheme() {}

    /** The scheme that a stored password names. */
    public static Optional<String> named(String stored) {
        int end = stored.indexOf('}');
        return stored.startsWith("{") && end > 0 ? Optional.of(stored.substring(1, end)) : Optional.empty();
    }

    /** Whether a scheme is one that is understood here. */
    public static boolean has(String scheme) {
        String bare = bare(scheme);
        return DIGESTS.containsKey(bare) || isPlain(bare) || bare.endsWith("CRYPT") && !bare.startsWith("BLF");
    }

    private static boolean isPlain(String bare) {
        return bare.equals("PLAIN") || bare.equals("CLEAR") || bare.equals("CLEARTEXT");
    }

    private static String bare(String scheme) {
        return scheme.toUpperCase(Locale.ROOT).replaceFirst("\\.(HEX|B64|BASE64)$", "");
    }

    /** Whether a password is the one that is stored. */
    public static boolean matches(String stored, String usual, String password) {
        String scheme = named(stored).orElse(usual);
        String rest = named(stored).isPresent() ? stored.substring(stored.indexOf('}') + 1) : stored;
        String bare = bare(scheme);
        if (isPlain(bare)) {
            return rest.equals(password);
        }
        if (bare.endsWith("CRYPT") || bare.equals("MD5")) {
            return Crypt.matches(password, rest);
        }
        String digest = DIGESTS.get(bare);
        if (digest == null) {
            return false;
        }
        byte[] raw;
        try {
            boolean hex = scheme.toUpperCase(Locale.ROOT).endsWith(".HEX") || bare.equals("PLAIN-MD5");
            raw = hex ? HexFormat.of().parseHex(rest) : Base64.getDecoder().decode(rest);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        MessageDigest hash = digest(digest);
        int length = hash.getDigestLength();
        if (raw.length < length) {
            return false;
        }
        hash.update(password.getBytes(UTF_8));
        hash.update(raw, length, raw.length - length);
        return MessageDigest.isEqual(hash.digest(), Arrays.copyOf(raw, length));
    }

    /** A password as it is stored under a scheme, the scheme in braces before it. */
    public static String store(String scheme, String password, RandomGenerator random) {
        String bare = bare(scheme);
        if (isPlain(bare)) {
            return "{" + scheme + "}" + password;
        }
        if (bare.endsWith("CRYPT")) {
            return "{" + scheme + "}" + crypted(bare, password, random);
        }
        MessageDigest hash = digest(DIGESTS.get(bare));
        byte[] salt = new byte[bare.startsWith("SSHA") || bare.equals("SMD5") ? SALT : 0];
        random.nextBytes(salt);
        hash.update(password.getBytes(UTF_8));
        hash.update(salt);
        byte[] sum = hash.digest();
        byte[] all = Arrays.copyOf(sum, sum.length + salt.length);
        System.arraycopy(salt, 0, all, sum.length, salt.length);
        boolean hex = scheme.toUpperCase(Locale.ROOT).endsWith(".HEX") || bare.equals("PLAIN-MD5");
        return "{" + scheme + "}"
                + (hex ? HexFormat.of().formatHex(all) : Base64.getEncoder().encodeToString(all));
    }

    private static String crypted(String bare, String password, RandomGenerator random) {
        String letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            salt.append(letters.charAt(random.nextInt(letters.length())));
        }
        String setting = (bare.startsWith("SHA256") ? "$5$" : "$6$") + salt + "$";
        return Crypt.hash(password, setting).orElseThrow(() -> new IllegalStateException("no hash for " + bare));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
