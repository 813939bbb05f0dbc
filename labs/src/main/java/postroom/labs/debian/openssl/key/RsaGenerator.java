package postroom.labs.debian.openssl.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import postroom.labs.host.Process;

/**
 * Makes RSA keys, and shows the work as {@code BN_generate_prime_ex(3)} does: a dot for a candidate, a plus for a test
 * that it passed, a star for a prime. Between the tests the process looks at its signals.
 */
public final class RsaGenerator {
    private static final int ROUNDS = 64;
    private static final int SMALL = 2000;
    private static final int[] PRIMES = primes();

    private final Process process;
    private final SecureRandom random;
    private final boolean shown;

    /** Draws on {@code random}; shows its progress on standard error if {@code shown}. */
    public RsaGenerator(Process process, SecureRandom random, boolean shown) {
        this.process = process;
        this.random = random;
        this.shown = shown;
    }

    private static int[] primes() {
        return java.util.stream.IntStream.range(3, SMALL)
                .filter(it -> BigInteger.valueOf(it).isProbablePrime(20))
                .toArray();
    }

    /** A key of so many bits with the public exponent {@code e}. */
    public Key make(int bits, BigInteger e) throws IOException {
        while (true) {
            BigInteger p = prime((bits + 1) / 2, e);
            show("\n");
            BigInteger q = prime(bits - (bits + 1) / 2, e);
            show("\n");
            if (p.equals(q) || p.multiply(q).bitLength() != bits) {
                continue;
            }
            BigInteger larger = p.max(q);
            BigInteger smaller = p.min(q);
            BigInteger p1 = larger.subtract(BigInteger.ONE);
            BigInteger q1 = smaller.subtract(BigInteger.ONE);
            BigInteger d = e.modInverse(p1.multiply(q1).divide(p1.gcd(q1)));
            return Key.of(new RSAPrivateCrtKeyParameters(
                    larger.multiply(smaller), e, d, larger, smaller, d.mod(p1), d.mod(q1), smaller.modInverse(larger)));
        }
    }

    private BigInteger prime(int bits, BigInteger e) throws IOException {
        while (true) {
            process.step();
            BigInteger start = new BigInteger(bits, random)
                    .setBit(bits - 1)
                    .setBit(bits - 2)
                    .setBit(0);
            int[] remainders = new int[PRIMES.length];
            for (int i = 0; i < PRIMES.length; i++) {
                remainders[i] = start.mod(BigInteger.valueOf(PRIMES[i])).intValue();
            }
            for (int delta = 0; delta < 1 << 14; delta += 2) {
                if (!sieved(remainders, delta, bits)) {
                    continue;
                }
                BigInteger candidate = start.add(BigInteger.valueOf(delta));
                show(".");
                process.step();
                if (candidate.bitLength() == bits && isPrime(candidate, e)) {
                    return candidate;
                }
            }
        }
    }

    private static boolean sieved(int[] remainders, int delta, int bits) {
        for (int i = 0; i < PRIMES.length; i++) {
            if ((remainders[i] + delta) % PRIMES[i] == 0 && bits > 12) {
                return false;
            }
        }
        return true;
    }

    private boolean isPrime(BigInteger candidate, BigInteger e) throws IOException {
        if (!candidate.isProbablePrime(2)) {
            return false;
        }
        show("+");
        if (!candidate.isProbablePrime(100)) {
            return false;
        }
        show("+".repeat(ROUNDS));
        if (!candidate.subtract(BigInteger.ONE).gcd(e).equals(BigInteger.ONE)) {
            return false;
        }
        show("*");
        return true;
    }

    private void show(String text) throws IOException {
        if (shown) {
            process.err().print(text);
        }
    }
}
