package postroom.labs.debian.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;

/** From a bare host to a mail server, and back. */
class InstallTest {

    @Test
    void anInstalledPostfixIsWhatTheBaseHas() throws IOException {
        try (TestHost bare = new TestHost(Base.BARE);
                TestHost base = new TestHost(Base.POSTFIX)) {
            TestHost.Result result = bare.runAs("root", "apt-get", "-y", "install", "postfix");

            assertThat(result.output()).contains("Setting up postfix (3.7.11-0+deb12u1) ...", "Running newaliases");
            assertThat(result.status()).isZero();
            for (String path : new String[] {
                "/etc/postfix/main.cf",
                "/etc/postfix/master.cf",
                "/etc/postfix/dynamicmaps.cf",
                "/etc/mailname",
                "/etc/aliases",
                "/etc/passwd",
                "/etc/group",
                "/etc/gshadow",
                "/var/lib/dpkg/info/postfix.list"
            }) {
                assertThat(bare.file(path)).as(path).isEqualTo(base.file(path));
            }
        }
    }

    @Test
    void removingKeepsTheSettingsAndPurgingDoesNot() throws IOException {
        try (TestHost host = new TestHost(Base.POSTFIX)) {
            host.runAs("root", "apt-get", "-y", "remove", "postfix");
            assertThat(host.run("dpkg", "-l", "postfix").output()).contains("rc  postfix");
            assertThat(host.file("/etc/postfix/main.cf")).contains("myorigin");

            host.runAs("root", "apt-get", "-y", "purge", "postfix");
            assertThat(host.run("ls", "/etc/postfix").status()).isEqualTo(2);
            assertThat(host.file("/etc/passwd")).doesNotContain("postfix");
            assertThat(host.run("dpkg", "-l", "postfix").status()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotThereIsNotOffered() throws IOException {
        try (TestHost host = new TestHost(Base.BARE)) {
            TestHost.Result result = host.runAs("root", "apt-get", "-y", "install", "procmail");

            assertThat(result.output()).endsWith("E: Unable to locate package procmail\n");
            assertThat(result.status()).isEqualTo(100);
        }
    }

    @Test
    void whoIsNotRootCannotInstall() throws IOException {
        try (TestHost host = new TestHost(Base.BARE)) {
            assertThat(host.run("apt-get", "install", "postfix").output())
                    .contains(
                            "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?");
        }
    }

    @Test
    void anEmptyAnswerAfterTheQuestionMeansYes() throws IOException {
        try (TestHost host = new TestHost(Base.BARE)) {
            assertThat(host.typing("n\n")
                            .runAs("root", "apt-get", "install", "postfix")
                            .output())
                    .endsWith("Do you want to continue? [Y/n] Abort.\n");
        }
    }
}
