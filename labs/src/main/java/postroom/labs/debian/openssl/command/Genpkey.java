package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Curves;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.KeyText;

/** {@code openssl genpkey}: makes a key of any type. */
final class Genpkey implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        KeyMaker maker = null;
        for (Given.Flag each : given.flags()) {
            if (each.name().equals("algorithm") && !each.unknown()) {
                if (maker != null) {
                    app.say("Algorithm already set!");
                    throw app.usage();
                }
                maker = algorithm(app, each.value());
            } else if (each.name().equals("paramfile") && !each.unknown()) {
                maker = parameters(app, each.value());
            } else if (each.name().equals("pkeyopt")) {
                if (maker == null) {
                    app.complain("No keytype specified.");
                    throw app.usage();
                }
                if (!maker.option(each.value())) {
                    app.complain("Error setting " + each.value() + " parameter:");
                    throw app.fail();
                }
            }
        }
        if (maker == null) {
            throw app.usage();
        }
        if (given.has("genparam")) {
            return parametersOnly(app, given, maker);
        }
        String cipher = Ciphers.keyCipher(app, given);
        String phrase = given.value("pass").isPresent()
                ? app.passwords().of(given.value("pass").get(), "Error getting password")
                : null;
        boolean der = given.value("outform")
                .orElse("PEM")
                .toUpperCase(java.util.Locale.ROOT)
                .startsWith("D");
        try (Sink out = app.files().writePrivate(given.value("out").orElse(null))) {
            Optional<Key> key = maker.make(!given.has("quiet"));
            if (key.isEmpty()) {
                app.complain("Error generating " + maker.type() + " key");
                throw app.fail();
            }
            if (der) {
                out.write(key.get().secret().getEncoded("DER"));
            } else if (!new KeyWriter(app).pem(out, key.get(), cipher, phrase, false)) {
                throw app.fail("Error writing key");
            }
            if (given.has("text")) {
                out.print(KeyText.secret(key.get(), 0));
            }
        }
        return 0;
    }

    private static KeyMaker algorithm(App app, String name) throws IOException, Quit {
        Optional<KeyMaker> found = KeyMaker.of(app, name);
        if (found.isEmpty()) {
            throw app.fail("Error initializing " + name + " context");
        }
        return found.get();
    }

    private static KeyMaker parameters(App app, String path) throws IOException, Quit {
        List<Pem.Block> blocks = Pem.blocks(app.files().read(path, true));
        for (Pem.Block each : blocks) {
            if (each.type().equals("EC PARAMETERS")) {
                KeyMaker maker = algorithm(app, "EC");
                Curves.of(ASN1ObjectIdentifier.getInstance(each.der())).ifPresent(maker::curve);
                return maker;
            }
        }
        throw app.fail("Error reading parameter file " + path);
    }

    private static int parametersOnly(App app, Given given, KeyMaker maker) throws IOException, Quit {
        Optional<Key> key = maker.type().equals("EC") ? maker.make(false) : Optional.empty();
        if (key.isEmpty()) {
            app.complain("Error generating " + maker.type() + " key");
            throw app.fail();
        }
        AlgorithmIdentifier algorithm = key.get().info().getAlgorithm();
        try (Sink out = app.files().write(given.value("out").orElse(null), true)) {
            out.print(Pem.encode(
                    "EC PARAMETERS", algorithm.getParameters().toASN1Primitive().getEncoded("DER")));
        }
        return 0;
    }
}
