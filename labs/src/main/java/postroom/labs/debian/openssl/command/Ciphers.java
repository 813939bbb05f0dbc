package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.key.Pbes2;

/** Ciphers that an option of its own names: {@code -aes256}. */
final class Ciphers {
    private Ciphers() {}

    /** The cipher for a key; null if none was named. */
    static String keyCipher(App app, Given given) throws IOException, Quit {
        Optional<String> name = given.unknown();
        return name.isEmpty() ? null : keyCipher(app, name.get());
    }

    /** The cipher of a name; complains, and ends, if there is none. */
    static String keyCipher(App app, String name) throws IOException, Quit {
        Optional<String> found = Pbes2.cipher(name);
        if (found.isEmpty()) {
            app.complain("Unknown cipher: " + name);
            app.complain("Use -help for summary.");
            app.errors()
                    .push(
                            0x0308010C,
                            "inner_evp_generic_fetch",
                            "crypto/evp/evp_fetch.c:386",
                            "Global default library context, Algorithm (" + name + " : 0), Properties (<null>)");
            throw app.fail();
        }
        return found.get();
    }
}
