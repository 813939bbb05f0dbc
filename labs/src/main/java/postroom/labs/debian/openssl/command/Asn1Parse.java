package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Asn1Text;
import postroom.labs.debian.openssl.asn1.Pem;

/** {@code openssl asn1parse}: the structure of what certificates and keys are made of. */
final class Asn1Parse implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        boolean der = Common.isDer(given, "inform");
        byte[] bytes = app.files().read(given.value("in").orElse(null), !der);
        if (!der) {
            List<Pem.Block> blocks = Pem.blocks(bytes);
            bytes = blocks.isEmpty() ? new byte[0] : blocks.get(0).der();
        }
        int from = Integer.parseInt(given.value("offset").orElse("0"));
        int length = Integer.parseInt(given.value("length").orElse("0"));
        if (from >= bytes.length) {
            throw app.fail("Error: offset out of range");
        }
        int to = length == 0 || from + length > bytes.length ? bytes.length : from + length;
        if (given.value("out").isPresent()) {
            try (Sink out = app.files().write(given.value("out").get(), false)) {
                out.write(Arrays.copyOfRange(bytes, from, to));
            }
        }
        if (given.has("noout")) {
            return 0;
        }
        int dump =
                given.has("dump") ? -1 : Integer.parseInt(given.value("dlimit").orElse("0"));
        Asn1Text.Parsed parsed = Asn1Text.parse(bytes, from, to, given.has("i"), dump);
        app.out().print(parsed.text());
        if (!parsed.sound()) {
            app.errors().push(0x0680009B, "asn1_get_length", "crypto/asn1/asn1_lib.c:105", "");
            throw app.fail();
        }
        return 0;
    }
}
