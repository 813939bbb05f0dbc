package postroom.labs.lab.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.fs.FileAccess;

class HostViewTest {
    private TestHost host;
    private HostFiles student;
    private HostFiles root;

    @BeforeEach
    void start() throws IOException {
        host = new TestHost(Base.POSTFIX);
        student = HostFiles.as(host.host(), "student");
        root = HostFiles.as(host.host(), "root");
    }

    @AfterEach
    void end() {
        host.close();
    }

    private void put(String path, String text) throws IOException {
        FileAccess.root(host.host().disk()).writeAll(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aStudentSeesWhatTheShellWouldShow() throws IOException {
        HostFiles.Found folder = student.look("/etc/postfix");
        assertThat(folder.entries()).anySatisfy(entry -> {
            assertThat(entry.name()).isEqualTo("main.cf");
            assertThat(entry.mode()).isEqualTo("-rw-r--r--");
            assertThat(entry.owner()).isEqualTo("root");
        });
        HostFiles.File file = student.look("/etc/postfix/main.cf").file();
        assertThat(file.text()).contains("myhostname");
        assertThat(file.writable()).isFalse();
        assertThatThrownBy(() -> student.write("/etc/postfix/main.cf", "")).hasMessage("Permission denied");
        assertThatThrownBy(() -> student.look("/etc/shadow")).hasMessage("Permission denied");
        assertThatThrownBy(() -> student.look("/no/such")).hasMessage("No such file or directory");
    }

    @Test
    void rootWritesAndTheModeStays() throws IOException {
        root.write("/etc/postfix/main.cf", "compatibility_level = 3.6\n");
        HostFiles.File file = root.look("/etc/postfix/main.cf").file();
        assertThat(file.text()).isEqualTo("compatibility_level = 3.6\n");
        assertThat(file.about().mode()).isEqualTo("-rw-r--r--");
    }

    @Test
    void anMboxFileShowsItsMessagesNewestFirst() throws IOException {
        put(
                "/var/mail/carla",
                "From a@b  Wed Nov 25 00:00:00 2026\nFrom: a@b\nSubject: =?utf-8?B?5L2g5aW9?=\n\none\n\n"
                        + "From a@b  Wed Nov 25 00:00:01 2026\nFrom: a@b\nSubject: two\nStatus: RO\n\n>From here\n\n");
        MailFolders mail = new MailFolders(host.host(), root);
        MailFolders.Folder inbox = mail.folder("/var/mail/carla").orElseThrow();
        assertThat(inbox.messages()).isEqualTo(2);
        assertThat(mail.items(inbox)).extracting(MailFolders.Item::subject).containsExactly("two", "你好");
        assertThat(mail.items(inbox)).extracting(MailFolders.Item::fresh).containsExactly(false, true);
        assertThat(mail.open(inbox, "0").parts().get(0).text()).isEqualTo("one\n\n");
        assertThatThrownBy(() -> mail.open(inbox, "7")).hasMessage("No such file or directory");
    }

    @Test
    void aMessageIsTakenApart() throws IOException {
        put(
                "/var/mail/carla",
                "From a@b  Wed Nov 25 00:00:00 2026\nFrom: a@b\nMIME-Version: 1.0\n"
                        + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Hi</p>\n--x\n"
                        + "Content-Type: application/pdf; name=bill.pdf\nContent-Transfer-Encoding: base64\n\nAAEC\n--x--\n");
        MailFolders mail = new MailFolders(host.host(), root);
        Opened opened = mail.open(mail.folder("/var/mail/carla").orElseThrow(), "0");
        assertThat(opened.parts())
                .containsExactly(
                        new Opened.Part("text/html", "", 9, "<p>Hi</p>"),
                        new Opened.Part("application/pdf", "bill.pdf", 3, ""));
    }

    @Test
    void anothersMailboxIsClosedToAStudent() throws IOException {
        put("/var/mail/carla", "From a@b  Wed Nov 25 00:00:00 2026\n\n");
        host.runAs("root", "chmod", "600", "/var/mail/carla");
        MailFolders mail = new MailFolders(host.host(), student);
        assertThat(mail.folder("/var/mail/carla").orElseThrow().messages()).isEqualTo(-1);
    }
}
