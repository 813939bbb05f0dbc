package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.tls.CipherList;
import postroom.labs.debian.openssl.tls.CipherSuites;

/** {@code openssl ciphers}: which cipher suites a list stands for. */
final class CiphersCommand implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        if (given.rest().size() > 1) {
            throw app.usage();
        }
        List<CipherSuites.Suite> all = new ArrayList<>(CipherList.newest());
        if (given.value("ciphersuites").isPresent()) {
            all.clear();
            for (String each : given.value("ciphersuites").get().split(":")) {
                CipherSuites.find(each).ifPresent(all::add);
            }
        }
        List<CipherSuites.Suite> older = CipherList.parse(
                given.rest().isEmpty() ? "DEFAULT" : given.rest().get(0));
        if (older.isEmpty()) {
            app.say("Error in cipher list");
            app.errors().push(0x0A0000B9, "SSL_CTX_set_cipher_list", "ssl/ssl_lib.c:2741", "");
            throw app.fail();
        }
        all.addAll(older);
        List<CipherSuites.Suite> shown = supported(given, all);
        if (given.has("v", "V", "stdname")) {
            for (CipherSuites.Suite each : shown) {
                app.out().println(prefix(given, each) + each.line());
            }
        } else {
            app.out().println(shown.stream().map(CipherSuites.Suite::name).collect(Collectors.joining(":")));
        }
        return 0;
    }

    private static List<CipherSuites.Suite> supported(Given given, List<CipherSuites.Suite> all) {
        if (!given.has("s")) {
            return all;
        }
        boolean psk = given.has("psk");
        boolean srp = given.has("srp");
        Set<String> versions = given.has("tls1_3")
                ? Set.of("TLSv1.3")
                : given.has("tls1_2")
                        ? Set.of("TLSv1.2", "TLSv1", "SSLv3")
                        : given.has("tls1", "tls1_1")
                                ? Set.of("TLSv1", "SSLv3")
                                : Set.of("TLSv1.3", "TLSv1.2", "TLSv1", "SSLv3");
        return all.stream()
                .filter(it -> versions.contains(it.version()))
                .filter(it -> psk || !it.exchange().endsWith("PSK"))
                .filter(it -> srp || !it.exchange().equals("SRP"))
                .toList();
    }

    private static String prefix(Given given, CipherSuites.Suite suite) {
        StringBuilder out = new StringBuilder();
        if (given.has("V")) {
            out.append(String.format(
                    Locale.ROOT, "          0x%02X,0x%02X - ", suite.number() >> 8, suite.number() & 0xFF));
        }
        if (given.has("stdname")) {
            out.append(String.format(Locale.ROOT, "%-45s - ", suite.standard()));
        }
        return out.toString();
    }
}
