package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;

/** {@code openssl version}: of Debian 12's OpenSSL. */
final class Version implements Command {
    private static final String VERSION = "OpenSSL 3.0.22 25 Aug 2026";
    private static final Map<String, String> LINES = lines();

    private static Map<String, String> lines() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("v", VERSION + " (Library: " + VERSION + ")");
        all.put("b", "built on: Wed Oct 21 09:54:24 2026 UTC");
        all.put("p", "platform: debian-amd64");
        all.put("o", "options:  bn(64,64)");
        all.put(
                "f",
                "compiler: gcc -fPIC -pthread -m64 -Wa,--noexecstack -Wall -fzero-call-used-regs=used-gpr "
                        + "-DOPENSSL_TLS_SECURITY_LEVEL=2 -Wa,--noexecstack -g -O2 "
                        + "-ffile-prefix-map=/build/reproducible-path/openssl-3.0.22=. -fstack-protector-strong "
                        + "-Wformat -Werror=format-security -DOPENSSL_USE_NODELETE -DL_ENDIAN -DOPENSSL_PIC "
                        + "-DOPENSSL_BUILDING_OPENSSL -DNDEBUG -Wdate-time -D_FORTIFY_SOURCE=2");
        all.put("d", "OPENSSLDIR: \"/usr/lib/ssl\"");
        all.put("e", "ENGINESDIR: \"/usr/lib/x86_64-linux-gnu/engines-3\"");
        all.put("m", "MODULESDIR: \"/usr/lib/x86_64-linux-gnu/ossl-modules\"");
        all.put("r", "Seeding source: os-specific");
        all.put("c", "CPUINFO: OPENSSL_ia32cap=0xfffa3203078bffff:0x405fc6f1bf07ab");
        return all;
    }

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        boolean none = given.flags().isEmpty();
        for (Map.Entry<String, String> each : LINES.entrySet()) {
            boolean first = none && each.getKey().equals("v");
            if (first || given.has("a") || given.has(each.getKey())) {
                app.out().println(each.getValue());
            }
        }
        return 0;
    }
}
