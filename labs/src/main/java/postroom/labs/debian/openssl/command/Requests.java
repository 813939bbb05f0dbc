package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.x509.Request;

/** Reads requests, and serial numbers of options. */
final class Requests {
    private Requests() {}

    /** A request; complains, and ends, if there is none. */
    static Request load(App app, String path, boolean der, String what) throws IOException, Quit {
        byte[] bytes;
        try {
            bytes = app.files().read(path, !der);
        } catch (Quit unreadable) {
            app.say("Unable to load " + what);
            throw unreadable;
        }
        Optional<Request> found = Optional.empty();
        if (der) {
            found = Request.read(bytes);
        } else {
            boolean any = false;
            for (Pem.Block each : Pem.blocks(bytes)) {
                if (found.isEmpty() && each.type().endsWith("CERTIFICATE REQUEST")) {
                    any = true;
                    found = Request.read(each.der());
                }
            }
            if (!any) {
                app.errors().push(0x0480006C, "get_name", "crypto/pem/pem_lib.c:760", "Expecting: CERTIFICATE REQUEST");
            }
        }
        if (found.isEmpty()) {
            throw app.fail("Unable to load " + what);
        }
        return found.get();
    }

    /** What {@code -set_serial} says: decimal, or hexadecimal with {@code 0x}. */
    static BigInteger serial(App app, String text) throws IOException, Quit {
        boolean minus = text.startsWith("-");
        String digits = minus ? text.substring(1) : text;
        boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
        String plain = hex ? digits.substring(2) : digits;
        if (plain.isEmpty() || plain.length() > 100 || !plain.matches(hex ? "[0-9a-fA-F]+" : "[0-9]+")) {
            throw app.usage();
        }
        BigInteger value = new BigInteger(plain, hex ? 16 : 10);
        return minus ? value.negate() : value;
    }
}
