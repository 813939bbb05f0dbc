package postroom.labs.debian.coreutils;

import java.security.MessageDigest;
import java.util.Arrays;

/** The hash function BLAKE2b without a key (RFC 7693). */
final class Blake2b extends MessageDigest {
    private static final int BLOCK = 128;
    private static final long[] IV = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };
    private static final String[] SIGMA = {
        "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
        "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0"
    };

    private final int bytes;
    private final long[] h = IV.clone();
    private final byte[] buffer = new byte[BLOCK];
    private int filled;
    private long total;

    /** For a hash of so many bytes, 1 to 64. */
    Blake2b(int bytes) {
        super("BLAKE2b");
        this.bytes = bytes;
        engineReset();
    }

    @Override
    protected int engineGetDigestLength() {
        return bytes;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == BLOCK) {
                total += BLOCK;
                compress(false);
                filled = 0;
            }
            int n = Math.min(left, BLOCK - filled);
            System.arraycopy(input, at, buffer, filled, n);
            filled += n;
            at += n;
            left -= n;
        }
    }

    @Override
    protected byte[] engineDigest() {
        total += filled;
        Arrays.fill(buffer, filled, BLOCK, (byte) 0);
        compress(true);
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[i] = (byte) (h[i / 8] >>> 8 * (i % 8));
        }
        engineReset();
        return out;
    }

    @Override
    protected void engineReset() {
        System.arraycopy(IV, 0, h, 0, 8);
        h[0] ^= 0x01010000L ^ bytes;
        filled = 0;
        total = 0;
    }

    private void compress(boolean last) {
        long[] v = new long[16];
        System.arraycopy(h, 0, v, 0, 8);
        System.arraycopy(IV, 0, v, 8, 8);
        v[12] ^= total;
        if (last) {
            v[14] = ~v[14];
        }
        long[] m = new long[16];
        for (int i = 0; i < BLOCK; i++) {
            m[i / 8] |= (buffer[i] & 0xFFL) << 8 * (i % 8);
        }
        for (int round = 0; round < 12; round++) {
            String s = SIGMA[round % 10];
            for (int i = 0; i < 4; i++) {
                mix(v, i, 4 + i, 8 + i, 12 + i, word(m, s, 2 * i), word(m, s, 2 * i + 1));
            }
            for (int i = 0; i < 4; i++) {
                mix(
                        v,
                        i,
                        4 + (i + 1) % 4,
                        8 + (i + 2) % 4,
                        12 + (i + 3) % 4,
                        word(m, s, 8 + 2 * i),
                        word(m, s, 9 + 2 * i));
            }
        }
        for (int i = 0; i < 8; i++) {
            h[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static long word(long[] m, String sigma, int at) {
        return m[Character.digit(sigma.charAt(at), 16)];
    }

    private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
        v[a] += v[b] + x;
        v[d] = Long.rotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = Long.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    }
}
