package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Curves;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.KeyText;

/** {@code openssl ecparam}: elliptic curves, and keys on them. */
final class Ecparam implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        if (given.has("list_curves")) {
            app.out().print(HelpText.of("openssl/ecparam-list_curves"));
            return 0;
        }
        ECNamedDomainParameters curve =
                given.value("name").isPresent() ? named(app, given.value("name").get()) : read(app, given);
        boolean der = Common.isDer(given, "outform");
        byte[] oid = curve.getName().getEncoded("DER");
        String path = given.value("out").orElse(null);
        try (Sink out = given.has("genkey")
                ? app.files().writePrivate(path)
                : app.files().write(path, true)) {
            if (given.has("text")) {
                out.print("EC-Parameters: (" + curve.getN().bitLength() + " bit)\n");
                out.print(KeyText.curve(curve.getName(), 0));
            }
            if (given.has("check")) {
                app.say("checking elliptic curve parameters: ok");
            }
            if (!given.has("noout")) {
                out.write(der ? oid : Pem.encode("EC PARAMETERS", oid).getBytes(StandardCharsets.US_ASCII));
            }
            if (given.has("genkey")) {
                KeyMaker maker = KeyMaker.of(app, "EC").orElseThrow();
                maker.curve(curve);
                Key key = maker.make(false).orElseThrow();
                out.write(
                        der
                                ? key.traditional()
                                : Pem.encode("EC PRIVATE KEY", key.traditional())
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        return 0;
    }

    private static ECNamedDomainParameters named(App app, String name) throws IOException, Quit {
        Optional<ECNamedDomainParameters> found = Curves.find(name);
        if (name.equals("secp256r1")) {
            app.say("using curve name prime256v1 instead of secp256r1");
        }
        if (found.isEmpty()) {
            app.errors().push(0x0800008D, "group_new_from_name", "crypto/ec/ec_lib.c:1492", "");
            throw app.fail("unable to generate key");
        }
        return found.get();
    }

    private static ECNamedDomainParameters read(App app, Given given) throws IOException, Quit {
        String path = given.value("in").orElse(null);
        List<Pem.Block> blocks = Pem.blocks(app.files().read(path, true));
        for (Pem.Block each : blocks) {
            if (each.type().equals("EC PARAMETERS")) {
                Optional<ECNamedDomainParameters> curve = Curves.of(ASN1ObjectIdentifier.getInstance(each.der()));
                if (curve.isPresent()) {
                    return curve.get();
                }
            }
        }
        throw app.fail("Unable to load parameters from " + (path == null ? "<NULL>" : path));
    }
}
