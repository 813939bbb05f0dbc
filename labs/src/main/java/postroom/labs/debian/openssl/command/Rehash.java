package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.store.HashLinks;

/** {@code openssl rehash}: links certificates to the numbers by which they are looked up. */
final class Rehash implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        List<String> folders = given.rest();
        if (folders.isEmpty()) {
            Map<String, String> environment = app.process().environment();
            folders = List.of(environment
                    .getOrDefault("SSL_CERT_DIR", "/usr/lib/ssl/certs")
                    .split(":"));
        }
        int errors = 0;
        for (String each : folders) {
            errors += new HashLinks(app, given.has("v")).renew(each);
        }
        return errors;
    }
}
