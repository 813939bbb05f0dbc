package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.x509.NameOptions;

/** Small questions that many commands ask of what they were given. */
final class Common {
    private Common() {}

    /** Whether an option names DER. */
    static boolean isDer(Given given, String option) {
        return given.value(option).orElse("").toUpperCase(Locale.ROOT).startsWith("D");
    }

    /** The password that an option names; null if it was not given. */
    static String password(App app, Given given, String option, String complaint) throws IOException, Quit {
        Optional<String> source = given.value(option);
        return source.isEmpty() ? null : app.passwords().of(source.get(), complaint);
    }

    /** How names are printed; refers to the summary, and ends, if a word is unknown. */
    static NameOptions names(App app, Given given) throws IOException, Quit {
        NameOptions options = null;
        for (String value : given.values("nameopt")) {
            Optional<NameOptions> next = (options == null ? NameOptions.COMPAT : options).with(value);
            if (next.isEmpty()) {
                throw app.usage();
            }
            options = next.get();
        }
        return options == null ? NameOptions.ONELINE : options;
    }
}
