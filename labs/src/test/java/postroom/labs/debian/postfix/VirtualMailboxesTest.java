package postroom.labs.debian.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.postfix.master.Master;

/** What virtual(8) 3.7 does when a table or a folder is missing. */
class VirtualMailboxesTest {
    private TestHost host;

    @BeforeEach
    void start() throws IOException {
        host = new TestHost(Base.POSTFIX);
        root("install", "-d", "-o", "carla", "/var/vmail");
        root("postconf", "-e", "virtual_mailbox_domains=maple.example", "virtual_mailbox_base=/var/vmail");
        root(
                "postconf",
                "-e",
                "virtual_gid_maps=static:1000",
                "virtual_mailbox_maps=inline:{ada@maple.example=maple/ada}");
    }

    @AfterEach
    void end() {
        host.close();
    }

    private void root(String... command) throws IOException {
        assertThat(host.runAs("root", command).status()).isZero();
    }

    private String logAfterALetterToAda() throws IOException {
        root("postfix", "start");
        host.typing("hello\n").run("sendmail", "ada@maple.example");
        for (int i = 0; i < 30; i++) {
            Master.run(host.host(), () -> {}).toCompletableFuture().join();
        }
        return host.file("/var/log/mail.log");
    }

    @Test
    void aMailboxInAFolderThatIsNotThereCannotBeLocked() throws IOException {
        root("postconf", "-e", "virtual_uid_maps=static:1001");

        assertThat(logAfterALetterToAda())
                .contains(
                        "dsn=4.2.0, status=deferred (delivery failed to mailbox /var/vmail/maple/ada: unable to create"
                                + " lock file /var/vmail/maple/ada.lock: No such file or directory)");
    }

    @Test
    void whoHasNoUserIdIsWarnedOf() throws IOException {
        assertThat(logAfterALetterToAda())
                .contains("warning: recipient ada@maple.example: not found in virtual_uid_maps\n")
                .contains("dsn=4.3.5, status=deferred (mail system configuration error)");
    }

    @Test
    void aTableThatIsMissingIsNamed() throws IOException {
        root("postconf", "-e", "virtual_uid_maps=static:1001", "virtual_mailbox_maps=hash:/etc/postfix/vmailbox");

        assertThat(logAfterALetterToAda())
                .contains("warning: table virtual_mailbox_maps: lookup ada@maple.example: Application error\n")
                .contains("dsn=4.3.5, status=deferred (mail system configuration error)");
    }
}
