package postroom.labs.debian.postfix.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;

/** {@code posttls-finger} against the host's own smtpd, through its port. */
class PosttlsFingerTest {
    private static final String SERVER = "[127.0.0.1]:25";

    private TestHost host;

    @BeforeEach
    void start() throws IOException {
        host = new TestHost(Base.POSTFIX);
        assertThat(host.runAs("root", "postfix", "start").status()).isZero();
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void aStrangersCertificateIsUntrusted() throws IOException {
        assertThat(host.run("posttls-finger", "-c", SERVER).output())
                .contains(
                        "certificate verification failed for 127.0.0.1[127.0.0.1]:25: self-signed certificate\n",
                        "Untrusted TLS connection established to 127.0.0.1[127.0.0.1]:25: TLSv1.3 with cipher");
    }

    @Test
    void aTrustedCertificateWithAnotherNameIsNotVerified() throws IOException {
        assertThat(host.run("posttls-finger", "-c", "-P", "/etc/ssl/certs", SERVER, "other.example")
                        .output())
                .contains("num=62:hostname mismatch", "Untrusted TLS connection");
    }

    @Test
    void aTrustedCertificateWithTheRightNameIsVerified() throws IOException {
        assertThat(host.run("posttls-finger", "-c", "-P", "/etc/ssl/certs", SERVER, "myserver.mydomain.net")
                        .output())
                .contains("matched peername: myserver.mydomain.net\n", "Verified TLS connection established");
    }

    @Test
    void atTheLevelNoneNothingIsEncrypted() throws IOException {
        assertThat(host.run("posttls-finger", "-l", "none", SERVER).output())
                .contains("< 250-STARTTLS\n", "> QUIT\n")
                .doesNotContain("> STARTTLS");
    }

    @Test
    void aLevelThatIsNoneEndsIt() throws IOException {
        assertThat(host.run("posttls-finger", "-l", "bogus", SERVER).output())
                .isEqualTo("posttls-finger: fatal: Invalid TLS level \"bogus\"\n");
    }
}
