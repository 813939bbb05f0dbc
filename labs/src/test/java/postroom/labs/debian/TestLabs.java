package postroom.labs.debian;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import postroom.labs.debian.cron.CronKind;
import postroom.labs.debian.dnsmasqbase.DnsmasqKind;
import postroom.labs.debian.dovecot.master.DovecotKind;
import postroom.labs.debian.exim.EximKind;
import postroom.labs.debian.postfix.master.PostfixKind;
import postroom.labs.debian.sslcert.SnakeoilCertificate;
import postroom.labs.debian.ufw.UfwKind;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.ProgramTable;
import postroom.labs.host.Workers;
import postroom.labs.lab.Labs;
import postroom.server.MailEngine;

/** Labs for tests: the packages' programs on hosts whose certificate is made anew. */
public final class TestLabs {
    private TestLabs() {}

    /** Labs with all programs, on which no daemon starts. */
    public static Labs quiet(InstantSource clock) {
        return make(clock, new Packages(), Map.of());
    }

    /** Labs with all programs and all daemons. */
    public static Labs serving() {
        return make(
                InstantSource.system(),
                new Packages(),
                inOrder(
                        new UfwKind(),
                        new DnsmasqKind(),
                        new CronKind(),
                        new PostfixKind(),
                        new EximKind(),
                        new DovecotKind()));
    }

    /** They start in this order, on which depends what lsof shows first. */
    private static Map<String, DaemonKind> inOrder(DaemonKind... kinds) {
        Map<String, DaemonKind> all = new LinkedHashMap<>();
        for (DaemonKind each : kinds) {
            all.put(each.name(), each);
        }
        return all;
    }

    /** Labs with these programs, on which no daemon starts. */
    static Labs of(ProgramTable programs) {
        return make(InstantSource.system(), programs, Map.of());
    }

    private static Labs make(InstantSource clock, ProgramTable programs, Map<String, DaemonKind> daemons) {
        BaseImages images = new BaseImages(
                id -> programs.find(id).isPresent(),
                () -> SnakeoilCertificate.make("myserver.mydomain.net", BaseImages.BUILT));
        return new Labs(clock, new Workers(), new MailEngine(), images, programs, daemons);
    }
}
