package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.conf.ConfException;
import postroom.labs.debian.openssl.conf.ConfReader;

/** Loads configurations ({@code app_load_config} in {@code apps.c}). */
final class ConfFiles {
    /** Where the host's own is. */
    static final String OWN = "/usr/lib/ssl/openssl.cnf";

    private static final String REAL = "/etc/ssl/openssl.cnf";

    private final App app;

    ConfFiles(App app) {
        this.app = app;
    }

    /** The host's own, or that of {@code $OPENSSL_CONF}. */
    Conf own() throws IOException, Quit {
        return load(ownPath());
    }

    /** Where it is. */
    String ownPath() {
        String named = app.process().environment().get("OPENSSL_CONF");
        return named != null ? named : app.process().files().exists(OWN) ? OWN : REAL;
    }

    /** One of a file; an empty path is an empty configuration. */
    Conf load(String path) throws IOException, Quit {
        if (path.isEmpty()) {
            return new Conf();
        }
        byte[] bytes = app.files().read(path, true);
        return parse(new String(bytes, StandardCharsets.UTF_8), "config file \"" + path + "\"\n");
    }

    /** One of a text. */
    Conf parse(String text, String what) throws IOException, Quit {
        try {
            return new ConfReader(app.process().environment()).read(text);
        } catch (ConfException e) {
            app.err().print(app.name() + ": Error on line " + e.line() + " of " + what);
            app.errors().push(e.code(), "def_load_bio", "crypto/conf/conf_def.c:471", "line " + e.line());
            throw app.fail();
        }
    }
}
