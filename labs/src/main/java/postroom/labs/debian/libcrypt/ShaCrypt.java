package postroom.labs.debian.libcrypt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The SHA-256 and SHA-512 methods of {@code crypt(3)}, prefixes {@code $5$} and {@code $6$}.
 *
 * <p>Source: "Unix crypt using SHA-256 and SHA-512", U. Drepper, 2007. The step numbers below are that paper's.
 */
final class ShaCrypt {
    static final int DEFAULT_ROUNDS = 5000;
    private static final int MIN_ROUNDS = 1000;
    /** The paper allows 999,999,999; a student's own hash must not hold a thread for minutes. */
    private static final int MAX_ROUNDS = 100_000;

    private static final int MAX_SALT = 16;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String prefix;
    private final String algorithm;
    private final int digestLength;

    ShaCrypt(String prefix, String algorithm, int digestLength) {
        this.prefix = prefix;
        this.algorithm = algorithm;
        this.digestLength = digestLength;
    }

    /** Hashes {@code key} with what {@code setting} says: {@code $6$[rounds=N$]salt[$...]}. */
    String hash(byte[] key, String setting) {
        String rest = setting.substring(prefix.length());
        int rounds = DEFAULT_ROUNDS;
        boolean explicit = rest.startsWith("rounds=");
        if (explicit) {
            int end = rest.indexOf('$');
            rounds = clampRounds(rest.substring("rounds=".length(), end < 0 ? rest.length() : end));
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        int end = rest.indexOf('$');
        String salt = end < 0 ? rest : rest.substring(0, end);
        salt = salt.length() > MAX_SALT ? salt.substring(0, MAX_SALT) : salt;
        byte[] digest = digest(key, salt.getBytes(StandardCharsets.UTF_8), rounds);
        return prefix + (explicit ? "rounds=" + rounds + "$" : "") + salt + "$" + encode(digest);
    }

    private static int clampRounds(String digits) {
        try {
            return (int) Math.min(MAX_ROUNDS, Math.max(MIN_ROUNDS, Long.parseLong(digits)));
        } catch (NumberFormatException e) {
            return DEFAULT_ROUNDS;
        }
    }

    private byte[] digest(byte[] key, byte[] salt, int rounds) {
        MessageDigest sha = sha();
        sha.update(key);
        sha.update(salt);
        sha.update(key);
        byte[] b = sha.digest(); // steps 4-8
        sha.update(key);
        sha.update(salt);
        sha.update(repeat(b, key.length));
        for (int bits = key.length; bits > 0; bits >>= 1) { // step 11
            sha.update((bits & 1) != 0 ? b : key);
        }
        byte[] a = sha.digest();
        for (int i = 0; i < key.length; i++) { // steps 13-16
            sha.update(key);
        }
        byte[] p = repeat(sha.digest(), key.length);
        for (int i = 0; i < 16 + (a[0] & 0xff); i++) { // steps 17-20
            sha.update(salt);
        }
        byte[] s = repeat(sha.digest(), salt.length);
        for (int round = 0; round < rounds; round++) { // step 21
            boolean odd = (round & 1) != 0;
            sha.update(odd ? p : a);
            if (round % 3 != 0) {
                sha.update(s);
            }
            if (round % 7 != 0) {
                sha.update(p);
            }
            sha.update(odd ? a : p);
            a = sha.digest();
        }
        return a;
    }

    private static byte[] repeat(byte[] block, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = block[i % block.length];
        }
        return out;
    }

    private MessageDigest sha() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** Step 22: groups of three bytes in the paper's order, six bits a character. */
    private String encode(byte[] digest) {
        StringBuilder out = new StringBuilder();
        int third = digestLength / 3;
        for (int i = 0; i < third; i++) {
            int[] at = {i, i + third, i + 2 * third};
            int turn = digestLength == 64 ? i % 3 : (3 - i % 3) % 3;
            append(out, digest[at[turn % 3]], digest[at[(turn + 1) % 3]], digest[at[(turn + 2) % 3]], 4);
        }
        if (digestLength == 64) {
            append(out, (byte) 0, (byte) 0, digest[63], 2);
        } else {
            append(out, (byte) 0, digest[31], digest[30], 3);
        }
        Arrays.fill(digest, (byte) 0);
        return out.toString();
    }

    private static void append(StringBuilder out, byte high, byte middle, byte low, int characters) {
        int bits = (high & 0xff) << 16 | (middle & 0xff) << 8 | low & 0xff;
        for (int i = 0; i < characters; i++) {
            out.append(ALPHABET.charAt(bits & 0x3f));
            bits >>= 6;
        }
    }
}
