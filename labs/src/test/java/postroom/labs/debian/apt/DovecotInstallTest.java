package postroom.labs.debian.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;

/** Dovecot comes by apt to a host that has Postfix, and goes again. */
class DovecotInstallTest {
    private static final List<String> PROTOCOLS = List.of("dovecot-imapd", "dovecot-pop3d");

    private static TestHost.Result apt(TestHost host, String action, List<String> names) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("apt-get", "-y", action));
        words.addAll(names);
        return host.runAs("root", words.toArray(new String[0]));
    }

    @Test
    void anInstalledDovecotIsWhatTheBaseHas() throws IOException {
        try (TestHost installed = new TestHost(Base.POSTFIX);
                TestHost base = new TestHost(Base.DOVECOT)) {
            TestHost.Result result = apt(installed, "install", PROTOCOLS);

            assertThat(result.status()).isZero();
            assertThat(result.output())
                    .contains("Setting up dovecot-core (1:2.3.19.1+dfsg1-2.1+deb12u7) ...\n\n"
                            + "Creating config file /etc/dovecot/dovecot.conf with new version\n\n")
                    .endsWith("Processing triggers for dovecot-core (1:2.3.19.1+dfsg1-2.1+deb12u7) ...\n");
            for (String path : List.of(
                    "/etc/passwd",
                    "/etc/group",
                    "/etc/gshadow",
                    "/etc/dovecot/dovecot.conf",
                    "/etc/dovecot/dovecot-sql.conf.ext",
                    "/etc/dovecot/conf.d/10-ssl.conf",
                    "/usr/share/dovecot/protocols.d/imapd.protocol",
                    "/var/lib/ucf/hashfile",
                    "/var/lib/ucf/registry")) {
                assertThat(installed.file(path)).as(path).isEqualTo(base.file(path));
            }
            String listing = "stat -c '%A %U %G %N' /etc/dovecot/* /etc/dovecot/conf.d/* /etc/dovecot/private/*";
            assertThat(installed.runAs("root", "bash", "-c", listing).output())
                    .isEqualTo(base.runAs("root", "bash", "-c", listing).output());
        }
    }

    @Test
    void aBareHostGetsACertificateFirst() throws IOException {
        try (TestHost host = new TestHost(Base.BARE)) {
            assertThat(apt(host, "install", PROTOCOLS).output())
                    .contains("Setting up ssl-cert (1.1.2) ...", "Setting up dovecot-imapd");
            assertThat(host.file("/etc/dovecot/private/dovecot.pem")).startsWith("-----BEGIN CERTIFICATE-----");
        }
    }

    @Test
    void aDeletedConfigurationFileStaysDeleted() throws IOException {
        try (TestHost host = new TestHost(Base.DOVECOT)) {
            apt(host, "remove", List.of("dovecot-imapd"));
            assertThat(host.run("ls", "/usr/share/dovecot/protocols.d").output())
                    .isEqualTo("pop3d.protocol\n");
            host.runAs("root", "rm", "/etc/dovecot/conf.d/20-imap.conf");

            assertThat(apt(host, "install", List.of("dovecot-imapd")).output())
                    .contains("Not replacing deleted config file /etc/dovecot/conf.d/20-imap.conf\n");
        }
    }

    @Test
    void purgingLeavesNothing() throws IOException {
        try (TestHost host = new TestHost(Base.DOVECOT)) {
            TestHost.Result result = apt(host, "purge", List.of("dovecot-core"));

            assertThat(result.output().lines().filter(it -> it.startsWith("Removing")))
                    .containsExactly(
                            "Removing dovecot-pop3d (1:2.3.19.1+dfsg1-2.1+deb12u7) ...",
                            "Removing dovecot-imapd (1:2.3.19.1+dfsg1-2.1+deb12u7) ...",
                            "Removing dovecot-core (1:2.3.19.1+dfsg1-2.1+deb12u7) ...");
            apt(host, "purge", List.of("dovecot-imapd", "dovecot-pop3d"));
            assertThat(host.run("ls", "/etc/dovecot").status()).isEqualTo(2);
            assertThat(host.file("/etc/passwd")).doesNotContain("dove");
            assertThat(host.file("/var/lib/ucf/registry")).isEmpty();
        }
    }
}
