package postroom.labs.debian.bc;

import java.io.IOException;
import java.math.BigInteger;
import postroom.labs.host.Process;

/** {@code read()}: a number from standard input, past what bc itself has read of it. */
record NumberInput(Process process, Screen screen) {
    private static final int BLANK = '~';
    private static final int OTHER = ':';

    private int next() throws IOException {
        int c = process.in().read();
        if (c == '\\') {
            c = process.in().read();
            if (c == '\n') {
                c = process.in().read();
                screen.lineBegins();
            }
        }
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c < 128 && Character.isLetter(c)) {
            return Character.toUpperCase(c) + 10 - 'A';
        }
        if (c == '.' || c == '+' || c == '-') {
            return c;
        }
        return c == '~' ? OTHER : c <= ' ' ? BLANK : OTHER;
    }

    /** Waits for a number; at the end of input for ever, as the real one does. */
    Decimal read(int base) throws IOException {
        process.out().flush();
        int c = next();
        while (c == BLANK) {
            process.step();
            c = next();
        }
        boolean negative = c == '-';
        if (c == '+' || c == '-') {
            c = next();
        }
        BigInteger radix = BigInteger.valueOf(base);
        BigInteger digits = BigInteger.ZERO;
        BigInteger divisor = BigInteger.ONE;
        int count = 0;
        int behind = -1;
        while (c < 36 || c == '.' && behind < 0) {
            if (c == '.') {
                behind = 0;
                c = next();
                continue;
            }
            int following = next();
            boolean single = count == 0 && following >= 36;
            digits = digits.multiply(radix).add(BigInteger.valueOf(single ? c : Math.min(c, base - 1)));
            if (behind >= 0) {
                behind++;
                divisor = divisor.multiply(radix);
            }
            if (++count > Decimal.MAX_DIGITS) {
                throw new Decimal.TooLong();
            }
            c = following;
        }
        Decimal value = Decimal.of(digits, 0).dividedBy(Decimal.of(divisor, 0), Math.max(0, behind));
        return negative ? value.negated() : value;
    }
}
