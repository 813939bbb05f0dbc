package postroom.labs.debian.openssl.command;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.MD5Digest;

/** The MD5 method of {@code crypt(5)}, {@code $1$}, and Apache's, {@code $apr1$}. */
final class Md5Crypt {
    private static final int ROUNDS = 1000;
    private static final int SALT = 8;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Md5Crypt() {}

    /** A hash with its prefix and salt, of which eight characters count. */
    static String hash(String password, String prefix, String salt) {
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        byte[] with = salt.getBytes(StandardCharsets.UTF_8);
        with = with.length > SALT ? java.util.Arrays.copyOf(with, SALT) : with;
        byte[] between = md5(key, with, key);
        MD5Digest all = new MD5Digest();
        all.update(key, 0, key.length);
        byte[] mark = prefix.getBytes(StandardCharsets.US_ASCII);
        all.update(mark, 0, mark.length);
        all.update(with, 0, with.length);
        for (int left = key.length; left > 0; left -= 16) {
            all.update(between, 0, Math.min(16, left));
        }
        for (int bits = key.length; bits > 0; bits >>= 1) {
            all.update((bits & 1) != 0 ? 0 : key[0]);
        }
        byte[] now = new byte[16];
        all.doFinal(now, 0);
        for (int round = 0; round < ROUNDS; round++) {
            boolean odd = (round & 1) != 0;
            MD5Digest next = new MD5Digest();
            update(next, odd ? key : now);
            update(next, round % 3 != 0 ? with : new byte[0]);
            update(next, round % 7 != 0 ? key : new byte[0]);
            update(next, odd ? now : key);
            next.doFinal(now, 0);
        }
        return prefix + new String(with, StandardCharsets.UTF_8) + "$" + encode(now);
    }

    private static void update(MD5Digest digest, byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
    }

    private static byte[] md5(byte[]... parts) {
        MD5Digest digest = new MD5Digest();
        for (byte[] each : parts) {
            update(digest, each);
        }
        byte[] out = new byte[16];
        digest.doFinal(out, 0);
        return out;
    }

    private static String encode(byte[] sum) {
        int[][] groups = {{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}};
        StringBuilder out = new StringBuilder();
        for (int[] each : groups) {
            append(out, (sum[each[0]] & 0xFF) << 16 | (sum[each[1]] & 0xFF) << 8 | sum[each[2]] & 0xFF, 4);
        }
        append(out, sum[11] & 0xFF, 2);
        return out.toString();
    }

    private static void append(StringBuilder out, int bits, int characters) {
        int rest = bits;
        for (int i = 0; i < characters; i++) {
            out.append(ALPHABET.charAt(rest & 0x3F));
            rest >>= 6;
        }
    }
}
