package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;

/** {@code factor(1)}: prime factors, by trial division and Pollard's rho; a number has at most 60 digits. */
final class Factor extends GnuProgram {
    private static final int MAX_DIGITS = 60;
    private static final int SMALL = 5000;

    Factor() {
        super("", "exponents", "h");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().isEmpty()) {
            Input in = Input.standard(call.process());
            for (String line = in.text(); line != null; line = in.text()) {
                for (String each : line.strip().split("\\s+")) {
                    if (!each.isEmpty()) {
                        print(call, each);
                    }
                }
            }
        }
        for (String each : call.operands()) {
            print(call, each.strip());
        }
        return 0;
    }

    private static void print(Call call, String text) throws IOException {
        if (!text.matches("\\+?[0-9]{1," + MAX_DIGITS + "}")) {
            call.complain(Quoting.locale(text) + " is not a valid positive integer");
            return;
        }
        BigInteger number = new BigInteger(text);
        List<BigInteger> factors = new ArrayList<>();
        if (number.signum() > 0) {
            factor(number, factors, call.process()::step);
        }
        factors.sort(null);
        StringBuilder out = new StringBuilder(number + ":");
        factors.forEach(it -> out.append(' ').append(it));
        call.print(out.append('\n').toString());
    }

    private static void factor(BigInteger number, List<BigInteger> factors, Runnable step) {
        BigInteger rest = number;
        for (int i = 2; i < SMALL && rest.compareTo(BigInteger.ONE) > 0; i++) {
            BigInteger divisor = BigInteger.valueOf(i);
            while (rest.mod(divisor).signum() == 0) {
                factors.add(divisor);
                rest = rest.divide(divisor);
            }
        }
        if (rest.compareTo(BigInteger.ONE) > 0) {
            large(rest, factors, step);
        }
    }

    private static void large(BigInteger number, List<BigInteger> factors, Runnable step) {
        if (number.isProbablePrime(50)) {
            factors.add(number);
            return;
        }
        BigInteger divisor = rho(number, step);
        large(divisor, factors, step);
        large(number.divide(divisor), factors, step);
    }

    private static BigInteger rho(BigInteger n, Runnable step) {
        BigInteger root = n.sqrt();
        if (root.multiply(root).equals(n)) {
            return root;
        }
        for (long c = 1; ; c++) {
            BigInteger increment = BigInteger.valueOf(c);
            BigInteger slow = BigInteger.TWO;
            BigInteger fast = BigInteger.TWO;
            BigInteger divisor = BigInteger.ONE;
            while (divisor.equals(BigInteger.ONE)) {
                step.run();
                slow = slow.multiply(slow).add(increment).mod(n);
                fast = fast.multiply(fast).add(increment).mod(n);
                fast = fast.multiply(fast).add(increment).mod(n);
                divisor = slow.subtract(fast).abs().gcd(n);
            }
            if (!divisor.equals(n)) {
                return divisor;
            }
        }
    }
}
