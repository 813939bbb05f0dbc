package postroom.labs.debian.libcrypt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Password hashes as {@code /etc/shadow} keeps them ({@code crypt(5)}): {@code $6$} (SHA-512), {@code $5$} (SHA-256).
 *
 * <p>Called by whatever asks for a password: su, sudo, passwd, Dovecot's passdb. A hash costs a few milliseconds.
 */
public final class Crypt {
    private static final ShaCrypt SHA512 = new ShaCrypt("$6$", "SHA-512", 64);
    private static final ShaCrypt SHA256 = new ShaCrypt("$5$", "SHA-256", 32);
    private static final String SALT_ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT_LENGTH = 16;

    private Crypt() {}

    /** Hashes {@code password} with {@code setting} (a prefix with its salt, or a whole hash); empty if unknown. */
    public static Optional<String> hash(String password, String setting) {
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        if (setting.startsWith("$6$")) {
            return Optional.of(SHA512.hash(key, setting));
        }
        if (setting.startsWith("$5$")) {
            return Optional.of(SHA256.hash(key, setting));
        }
        return Optional.empty();
    }

    /** A fresh SHA-512 hash, as {@code ENCRYPT_METHOD SHA512} in login.defs asks for. */
    public static String newHash(String password, RandomGenerator random) {
        StringBuilder salt = new StringBuilder("$6$");
        for (int i = 0; i < SALT_LENGTH; i++) {
            salt.append(SALT_ALPHABET.charAt(random.nextInt(SALT_ALPHABET.length())));
        }
        return SHA512.hash(password.getBytes(StandardCharsets.UTF_8), salt.toString());
    }

    /** Whether {@code password} fits the second field of a shadow line. An empty field is no password at all. */
    public static boolean matches(String password, String shadowField) {
        return hash(password, shadowField)
                .map(h -> MessageDigest.isEqual(
                        h.getBytes(StandardCharsets.UTF_8), shadowField.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }
}
