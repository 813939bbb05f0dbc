package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;

/** {@code openssl prime}: tests numbers, or makes prime ones. */
final class Prime implements Command {
    private static final int LONGEST = 4096;

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        boolean hex = given.has("hex");
        if (given.has("generate")) {
            int bits = Integer.parseInt(given.value("bits").orElse("0"));
            if (bits < 2 || bits > LONGEST) {
                throw app.fail("Specify the number of bits.");
            }
            BigInteger prime = BigInteger.probablePrime(bits, new SecureRandom());
            app.out().println(hex ? digits(prime) : prime.toString());
            return 0;
        }
        if (given.rest().isEmpty()) {
            throw app.usage();
        }
        for (String each : given.rest()) {
            if (each.length() > LONGEST || !each.matches(hex ? "[0-9a-fA-F]+" : "[0-9]+")) {
                throw app.fail("Failed to process value (" + each + ")");
            }
            BigInteger value = new BigInteger(each, hex ? 16 : 10);
            app.process().step();
            boolean prime = value.isProbablePrime(64);
            app.out()
                    .println(value.toString(16).toUpperCase(Locale.ROOT) + " (" + each + ") "
                            + (prime ? "is" : "is not") + " prime");
        }
        return 0;
    }

    private static String digits(BigInteger value) {
        String digits = value.toString(16).toUpperCase(Locale.ROOT);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }
}
