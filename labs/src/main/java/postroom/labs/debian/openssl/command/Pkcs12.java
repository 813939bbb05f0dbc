package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.key.Pbes2;

/** {@code openssl pkcs12}: what is said on its command line; the work is {@link Pkcs12Export}'s and {@link Pkcs12Import}'s. */
final class Pkcs12 {
    private static final Map<String, String> ONLY_EXPORT = new LinkedHashMap<>();
    private static final String[] ONLY_IMPORT = {"info", "nomacver", "clcerts", "cacerts"};

    static {
        for (String each : new String[] {
            "inkey", "certfile", "passcerts", "chain", "untrusted", "CAfile", "CApath", "CAstore", "no-CAfile",
            "no-CApath", "no-CAstore", "name", "caname", "CSP", "LMK", "keyex", "keysig", "keypbe"
        }) {
            ONLY_EXPORT.put(each, each);
        }
        ONLY_EXPORT.put("certpbe", "certpbe and -descert");
        ONLY_EXPORT.put("descert", "certpbe and -descert");
        ONLY_EXPORT.put("macalg", "macalg");
        ONLY_EXPORT.put("iter", "iter and -noiter");
        ONLY_EXPORT.put("noiter", "iter and -noiter");
        ONLY_EXPORT.put("nomaciter", "nomaciter");
        ONLY_EXPORT.put("nomac", "nomac");
    }

    private Pkcs12() {}

    static Command command() {
        return Pkcs12::run;
    }

    private static int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        boolean export = given.has("export");
        Optional<String> cipher = given.unknown().isEmpty() ? Optional.empty() : cipher(app, given);
        warn(app, given, export);
        String both = given.value("password").orElse(null);
        String in = export ? null : both;
        String out = export ? both : null;
        String passin = password(app, given, "passin", in);
        String passout = password(app, given, "passout", out);
        return export
                ? new Pkcs12Export(app, given, passin, passout).run()
                : new Pkcs12Import(app, given, passin, passout, cipher.orElse("aes-256-cbc")).run();
    }

    private static Optional<String> cipher(App app, Given given) throws IOException, Quit {
        Optional<String> found = Pbes2.cipher(given.unknown().get());
        if (found.isEmpty()) {
            throw app.usage("Unknown cipher: " + given.unknown().get());
        }
        return found;
    }

    private static String password(App app, Given given, String option, String instead) throws IOException, Quit {
        String complaint = "Error getting passwords";
        if (instead != null) {
            return app.passwords().of(instead, complaint);
        }
        return Common.password(app, given, option, complaint);
    }

    private static void warn(App app, Given given, boolean export) throws IOException {
        if (export) {
            for (String each : ONLY_IMPORT) {
                if (given.has(each)) {
                    app.say("Warning: -" + each + " option ignored with -export");
                }
            }
            if (given.unknown().isPresent()) {
                app.say("Warning: output encryption option -" + given.unknown().get() + " ignored with -export");
            }
            return;
        }
        Set<String> said = new HashSet<>();
        for (Map.Entry<String, String> each : ONLY_EXPORT.entrySet()) {
            if (given.has(each.getKey()) && said.add(each.getValue())) {
                app.say("Warning: -" + each.getValue() + " option ignored without -export");
            }
        }
    }
}
