package postroom.labs.course.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.course.yaml.Problem;
import postroom.labs.course.yaml.Problems;
import postroom.labs.course.yaml.YamlFile;

/** What an author is told who writes a check of a certificate wrongly. */
class CertificateIsTest {

    private static List<String> told(String check) {
        Problems problems = new Problems();
        YamlFile.read("test", check.getBytes(StandardCharsets.UTF_8), problems).ifPresent(CheckReader::fact);
        return problems.list().stream().map(Problem::message).toList();
    }

    @Test
    void hasOnePlace() {
        assertThat(told("certificate: {names: mail.example}"))
                .containsExactly("a certificate is seen at a `port` or in a `file`");
        assertThat(told("certificate: {port: 25, file: /etc/x.pem}"))
                .containsExactly("a certificate is seen at a `port` or in a `file`");
        assertThat(told("certificate: {file: /etc/x.pem, starttls: smtp}"))
                .containsExactly("`starttls` and `version` belong to a `port`");
    }

    @Test
    void knowsTheProtocolsAndVersions() {
        assertThat(told("certificate: {port: 25, starttls: xmpp}"))
                .containsExactly("not a protocol with STARTTLS: xmpp; known: smtp|imap|pop3|lmtp");
        assertThat(told("certificate: {port: 993, version: SSLv3}"))
                .containsExactly("not a version: SSLv3; known: TLSv1|TLSv1.1|TLSv1.2|TLSv1.3");
        assertThat(told("certificate: {port: 993, ca: ca.pem}")).containsExactly("a path begins with /: ca.pem");
    }
}
