package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.key.Key;

/** {@code openssl genrsa}: makes an RSA key. */
final class Genrsa implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        if (given.rest().size() > 1) {
            app.say("Extra arguments given.");
            throw app.usage();
        }
        int bits = 2048;
        if (!given.rest().isEmpty()) {
            BigInteger number = app.argumentNumber(given.rest().get(0));
            bits = number.intValue();
            if (bits <= 0) {
                throw new Quit(1);
            }
            if (bits > KeyMaker.MAX_RSA_BITS) {
                app.say("Warning: It is not recommended to use more than 16384 bit for RSA keys.\n"
                        + "         Your key size is " + bits + "! Larger key size may behave not as expected.");
            }
        }
        String cipher = Ciphers.keyCipher(app, given);
        String phrase = given.value("passout").isPresent()
                ? app.passwords().of(given.value("passout").get(), "Error getting password")
                : null;
        try (Sink out = app.files().writePrivate(given.value("out").orElse(null))) {
            KeyMaker maker = KeyMaker.of(app, "RSA").orElseThrow();
            if (!maker.bits(bits)) {
                throw app.fail("Error setting RSA length");
            }
            if (given.has("3")) {
                maker.exponent(BigInteger.valueOf(3));
            }
            if (given.has("verbose")) {
                app.say("Generating RSA key with " + bits + " bits");
            }
            Optional<Key> key = maker.make(given.has("verbose"));
            if (given.has("verbose")) {
                app.say(given.has("3") ? "e is 3 (0x03)" : "e is 65537 (0x010001)");
            }
            if (!new KeyWriter(app).pem(out, key.orElseThrow(), cipher, phrase, given.has("traditional"))) {
                throw app.fail();
            }
        }
        return 0;
    }
}
