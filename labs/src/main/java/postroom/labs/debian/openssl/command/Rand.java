package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;

/** {@code openssl rand}: random bytes. */
final class Rand implements Command {
    private static final int CHUNK = 4096;
    private static final byte[] NEWLINE = {'\n'};

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        if (given.rest().size() > 1) {
            throw app.usage();
        }
        long left = 0;
        if (!given.rest().isEmpty()) {
            BigInteger count = app.number(given.rest().get(0));
            left = count.longValue();
            if (left <= 0) {
                throw app.usage();
            }
        } else if (given.flags().isEmpty()) {
            return 0;
        }
        SecureRandom random = new SecureRandom();
        boolean text = given.has("hex", "base64");
        try (Sink out = app.files().write(given.value("out").orElse(null), text)) {
            Base64.Encoder base64 = Base64.getMimeEncoder(64, NEWLINE);
            while (left > 0) {
                app.process().step();
                byte[] bytes = new byte[(int) Math.min(left, given.has("base64") ? 3072 : CHUNK)];
                random.nextBytes(bytes);
                left -= bytes.length;
                if (given.has("hex")) {
                    out.print(HexFormat.of().formatHex(bytes));
                } else if (given.has("base64")) {
                    out.write(base64.encode(bytes)).write(NEWLINE);
                } else {
                    out.write(bytes);
                }
            }
            if (given.has("hex")) {
                out.print("\n");
            }
        }
        return 0;
    }
}
