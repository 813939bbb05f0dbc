package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.tls.CipherList;
import postroom.labs.debian.openssl.tls.CipherSuites;
import postroom.labs.debian.openssl.tls.ClientSettings;
import postroom.labs.debian.openssl.tls.Identity;
import postroom.labs.debian.openssl.tls.StartTls;

/** What the options of {@code s_client} say about where to connect, and what to offer there. */
final class ClientOptions {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");
    private static final List<String> ONLY = List.of("tls1_3", "tls1_2", "tls1_1", "tls1");

    /**
     * Where to connect.
     *
     * @param host null for this host's loopback
     */
    record Target(String host, String port) {}

    private final App app;
    private final Given given;

    ClientOptions(App app, Given given) {
        this.app = app;
        this.given = given;
    }

    /** Complains of what makes no sense, and ends. */
    void check() throws IOException, Quit {
        Optional<String> protocol = given.value("starttls");
        if (protocol.isPresent() && !StartTls.PROTOCOLS.contains(protocol.get())) {
            app.complain("Value must be one of:");
            for (String each : StartTls.PROTOCOLS) {
                app.say("\t" + each);
            }
            throw new Quit(1);
        }
        long only = ONLY.stream().filter(given::has).count();
        if (only > 1) {
            app.say("Cannot supply multiple protocol flags");
            throw new Quit(1);
        }
        if (given.rest().size() > 1) {
            throw app.usage();
        }
        if (given.rest().size() == 1 && given.has("connect")) {
            app.complain("must not provide both -connect option and target parameter");
            throw app.usage();
        }
        if (given.has("brief") && given.has("quiet") && given.has("debug")) {
            throw app.usage();
        }
    }

    Target target() {
        String text = given.value("connect")
                .or(() -> given.rest().stream().findFirst())
                .orElse(null);
        String host = given.value("host").orElse(null);
        String port = given.value("port").orElse("4433");
        if (text != null) {
            int colon = text.lastIndexOf(':');
            boolean brackets = text.startsWith("[");
            int close = text.indexOf(']');
            if (brackets && close > 0) {
                host = text.substring(1, close);
                port = close + 1 < text.length() ? text.substring(close + 2) : port;
            } else if (colon >= 0 && text.indexOf(':') == colon) {
                host = text.substring(0, colon).isEmpty() ? host : text.substring(0, colon);
                port = text.substring(colon + 1).isEmpty() ? port : text.substring(colon + 1);
            } else {
                host = text;
            }
        }
        return new Target(host, port);
    }

    /** Whether the host is a name that is sent to the server: one with a dot, and not an address. */
    static boolean isName(Given given) {
        Target target = new ClientOptions(null, given).target();
        return target.host() != null && isName(target.host());
    }

    private static boolean isName(String host) {
        boolean letters = host.chars().anyMatch(it -> Character.isLetter(it) || it == '_');
        return letters
                && host.length() < 254
                && host.matches("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]"
                        + "([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)+");
    }

    /** The newest version that is offered. */
    String newest() {
        return versions().stream().findFirst().orElse("TLSv1.3");
    }

    List<String> versions() {
        for (int i = 0; i < ONLY.size(); i++) {
            if (given.has(ONLY.get(i))) {
                return List.of(VERSIONS.get(i));
            }
        }
        List<String> all = new ArrayList<>(List.of("TLSv1.3", "TLSv1.2"));
        if (given.has("no_tls1_3")) {
            all.remove("TLSv1.3");
        }
        if (given.has("no_tls1_2")) {
            all.remove("TLSv1.2");
        }
        given.value("max_protocol").ifPresent(max -> all.removeIf(it -> it.compareTo(max) > 0));
        given.value("min_protocol").ifPresent(min -> all.removeIf(it -> it.compareTo(min) < 0));
        return all;
    }

    ClientSettings settings(Target target, Optional<Identity> identity) throws IOException, Quit {
        String name = given.value("servername").orElse(null);
        if (name == null && target.host() != null && isName(target.host())) {
            name = target.host();
        }
        if (given.has("noservername")) {
            name = null;
        }
        List<String> groups = list(given.value("groups", "curves").orElse(""), ":");
        List<String> protocols = list(given.value("alpn").orElse(""), ",");
        return new ClientSettings(name, versions(), suites(), groups, protocols, identity);
    }

    private static List<String> list(String text, String between) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(between));
    }

    List<Integer> suites() throws IOException, Quit {
        List<CipherSuites.Suite> all = new ArrayList<>();
        Optional<String> newer = given.value("ciphersuites");
        if (newer.isPresent()) {
            for (String each : newer.get().split(":")) {
                CipherSuites.find(each).ifPresent(all::add);
            }
        } else {
            all.addAll(CipherList.newest());
        }
        String text = given.value("cipher").orElse("DEFAULT");
        List<CipherSuites.Suite> older = CipherList.parse(text);
        if (older.isEmpty()) {
            app.errors().push(0x0A0000B9, "SSL_CTX_set_cipher_list", "ssl/ssl_lib.c:2741", "");
            throw app.fail("Error with command: \"-cipher " + text + "\"");
        }
        older.stream().filter(it -> !all.contains(it)).forEach(all::add);
        return all.stream().map(CipherSuites.Suite::number).toList();
    }
}
