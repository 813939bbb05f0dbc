package postroom.labs.debian.dovecot.setup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.host.Program;

/** The maintainer's scripts of Dovecot's packages, by the ids in their manifests. */
public final class DovecotSetup {
    /** All of them. */
    public static final Map<String, Program> PROGRAMS = programs();

    private DovecotSetup() {}

    private static Map<String, Program> programs() {
        Map<String, Program> all = new HashMap<>();
        all.put("dovecot-core/postinst", new CorePostinst());
        all.put("dovecot-core/prerm", new CorePrerm());
        all.put("dovecot-core/postrm", new CorePostrm());
        part(all, "dovecot-imapd", "imap", "20-imap.conf");
        part(all, "dovecot-pop3d", "pop3", "20-pop3.conf");
        part(all, "dovecot-lmtpd", "lmtp", "20-lmtp.conf");
        part(all, "dovecot-sieve", "", "90-sieve.conf", "90-sieve-extprograms.conf");
        return Map.copyOf(all);
    }

    private static void part(Map<String, Program> all, String name, String protocol, String... configuration) {
        PartScript script = new PartScript(name, protocol, List.of(configuration));
        all.put(name + "/postinst", script);
        all.put(name + "/postrm", script);
        if (!protocol.isEmpty()) {
            all.put(name + "/prerm", new CorePrerm());
        }
    }
}
