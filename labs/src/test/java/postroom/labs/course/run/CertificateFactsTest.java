package postroom.labs.course.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.course.check.Check;
import postroom.labs.course.check.CheckReader;
import postroom.labs.course.text.Vars;
import postroom.labs.course.yaml.Problems;
import postroom.labs.course.yaml.YamlFile;
import postroom.labs.course.yaml.YamlValue;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** What exercises see of the certificates on a host: those that its servers show, and those in its files. */
class CertificateFactsTest {
    private static final String SNAKEOIL = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
    private static final String AUTHORITY = """
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout /etc/ssl/private/ca.key \
            -out /etc/ssl/certs/ca.pem -days 30 -subj '/CN=An authority'
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout /etc/ssl/private/mail.key \
            -out /tmp/mail.csr -subj /CN=mail.example
        echo subjectAltName=DNS:mail.example,DNS:imap.example > /tmp/names
        openssl x509 -req -in /tmp/mail.csr -CA /etc/ssl/certs/ca.pem -CAkey /etc/ssl/private/ca.key \
            -extfile /tmp/names -days 20 -out /etc/ssl/certs/mail.pem
        """;

    private Labs labs;
    private Lab lab;

    @BeforeEach
    void makeLab() {
        labs = TestLabs.serving();
        lab = Lab.fresh(labs, new Plan(Base.MAIL, World.LAN, 1, Map.of()));
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private void root(String script) {
        Script done = Script.run(lab, "root", script, Duration.ofSeconds(30));
        assertThat(done.status()).as(done.output()).isZero();
    }

    private boolean holds(String certificate) {
        Problems problems = new Problems();
        YamlValue yaml = YamlFile.read("test", certificate.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow();
        Optional<Check> check = CheckReader.fact(yaml);
        assertThat(problems.list()).isEmpty();
        RunSight sight = new RunSight(
                HostLab.of(labs, lab).facts(),
                new SessionLog(),
                Vars.NONE,
                Set.of(),
                new Moment(0, Map.of()),
                Set.of(),
                Optional.empty(),
                Optional.empty());
        return check.orElseThrow().holds(sight);
    }

    @Test
    void asksServersInEachOfTheirWays() {
        assertThat(holds("certificate: {port: 25, starttls: smtp, names: myserver.mydomain.net}"))
                .isTrue();
        assertThat(holds("certificate: {port: 143, starttls: imap, names: MyServer.mydomain.net}"))
                .isTrue();
        assertThat(holds("certificate: {port: 110, starttls: pop3, expired: false}"))
                .isTrue();
        assertThat(holds("certificate: {port: 993}")).isTrue();
        assertThat(holds("certificate: {port: 993, names: mail.example}")).isFalse();
        assertThat(holds("certificate: {port: 993, expired: true}")).isFalse();
        assertThat(holds("certificate: {port: 993, version: TLSv1.2}")).isTrue();
        assertThat(holds("certificate: {port: 993, version: TLSv1.1}")).isFalse();
    }

    @Test
    void seesNoCertificateWhereTlsIsNotSpoken() {
        assertThat(holds("certificate: {port: 465}")).as("nobody listens").isFalse();
        root("postconf -e smtpd_tls_security_level=none && postfix reload");
        assertThat(holds("certificate: {port: 25, starttls: smtp}")).isFalse();
    }

    @Test
    void followsAChainToTheAuthorityThatItIsGiven() {
        root(AUTHORITY);

        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, ca: /etc/ssl/certs/ca.pem}"))
                .isTrue();
        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, ca: " + SNAKEOIL + "}"))
                .isFalse();
        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, names: imap.example}"))
                .isTrue();
        assertThat(holds("certificate: {port: 25, starttls: smtp, ca: /etc/ssl/certs/ca.pem}"))
                .isFalse();

        root("postconf -e smtpd_tls_cert_file=/etc/ssl/certs/mail.pem smtpd_tls_key_file=/etc/ssl/private/mail.key"
                + " && postfix reload");
        assertThat(holds("certificate: {port: 25, starttls: smtp, ca: /etc/ssl/certs/ca.pem, names: mail.example}"))
                .isTrue();
    }

    @Test
    void knowsWhichKeyBelongsToACertificate() {
        root(AUTHORITY);

        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, key: /etc/ssl/private/mail.key}"))
                .isTrue();
        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, key: /etc/ssl/private/ca.key}"))
                .isFalse();
        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, key: /etc/ssl/certs/mail.pem}"))
                .as("no key in it")
                .isFalse();
        assertThat(holds("certificate: {file: /tmp/mail.csr}")).as("a request").isFalse();
    }

    @Test
    void knowsWhatIsOver() {
        root(AUTHORITY + "openssl x509 -req -in /tmp/mail.csr -CA /etc/ssl/certs/ca.pem -CAkey /etc/ssl/private/ca.key"
                + " -days -1 -out /tmp/old.pem");

        assertThat(holds("certificate: {file: /etc/ssl/certs/mail.pem, expired: false}"))
                .isTrue();
        assertThat(holds("certificate: {file: /tmp/old.pem, expired: true}")).isTrue();
        assertThat(holds("certificate: {file: /tmp/old.pem, ca: /etc/ssl/certs/ca.pem}"))
                .isFalse();
    }

    @Test
    void readsTheMailOfThoseWhoAreNoUsersOfTheHost() {
        root("mkdir -p /srv/mail/ada/new && printf 'Subject: x\\n\\nk7\\n' > /srv/mail/ada/new/1.x");

        assertThat(holds("message: {in: /srv/mail/ada, body: k7}")).isTrue();
        assertThat(holds("message: {in: /srv/mail/bob, body: k7}")).isFalse();
    }
}
