package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.search.SubjectTerm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.SortTerm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's own mail client, which we have not written, sends and reads. */
class AngusMailTest {
    @TempDir
    private Path folder;

    private ServedFolder server;
    private Session session;

    @BeforeEach
    void start() throws Exception {
        server = new ServedFolder(folder);
        Properties settings = new Properties();
        settings.setProperty("mail.imap.port", String.valueOf(server.imap));
        settings.setProperty("mail.pop3.port", String.valueOf(server.pop3));
        settings.setProperty("mail.smtp.port", String.valueOf(server.smtp));
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        for (String each : new String[] {"imap", "pop3", "smtp"}) {
            settings.setProperty("mail." + each + ".timeout", "20000");
        }
        session = Session.getInstance(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Store connect(String protocol) throws Exception {
        Store store = session.getStore(protocol);
        store.connect("127.0.0.1", "anna", "secret");
        return store;
    }

    private MimeMessage letter(String subject) throws Exception {
        MimeMessage letter = new MimeMessage(session);
        letter.setFrom(new InternetAddress("java@client.example"));
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress("anna@localhost"));
        letter.setSubject(subject, "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Grüße aus Java\n", "UTF-8");
        MimeBodyPart note = new MimeBodyPart();
        note.setContent("one,two\n", "text/csv");
        note.setFileName("note.csv");
        letter.setContent(new MimeMultipart(text, note));
        letter.saveChanges();
        return letter;
    }

    @Test
    void whatIsSentIsPushedReadSortedAndMoved() throws Exception {
        try (Store store = connect("imap")) {
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            CountDownLatch arrived = new CountDownLatch(1);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    arrived.countDown();
                }
            });
            Thread idle = new Thread(() -> {
                try {
                    inbox.idle(true);
                } catch (jakarta.mail.MessagingException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            idle.start();
            Transport.send(letter("Grüße"));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).as("pushed in IDLE").isTrue();
            idle.join(20_000);

            inbox.appendMessages(new Message[] {letter("Another")});
            assertThat(inbox.getMessageCount()).isEqualTo(2);
            Message sent = inbox.search(new SubjectTerm("Grüße"))[0];
            MimeMultipart parts = (MimeMultipart) sent.getContent();
            assertThat(parts.getBodyPart(0).getContent()).asString().startsWith("Grüße aus Java");
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("note.csv");
            assertThat(inbox.getSortedMessages(new SortTerm[] {SortTerm.SUBJECT})[0].getSubject())
                    .isEqualTo("Another");

            Folder work = store.getFolder("Work");
            assertThat(work.create(Folder.HOLDS_MESSAGES)).isTrue();
            inbox.moveMessages(new Message[] {sent}, work);
            work.open(Folder.READ_ONLY);
            assertThat(work.getMessageCount()).isEqualTo(1);
            assertThat(((UIDFolder) work).getUID(work.getMessage(1))).isEqualTo(1);
            work.close(false);
            assertThat(work.renameTo(store.getFolder("Elsewhere"))).isTrue();
            inbox.expunge(); // until then it counts what has been moved
            assertThat(inbox.getMessageCount()).isEqualTo(1);
        }
        assertThat(server.maildirs.resolve("anna/.Elsewhere/maildirfolder")).satisfies(file -> {
            for (int i = 0; i < 1000 && !Files.exists(file); i++) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(file).exists();
        });
    }

    @Test
    void theSameIsFetchedByPop3AndRemovedAtTheEnd() throws Exception {
        Transport.send(letter("One"));
        for (int tries = 0; ; tries++) {
            try (Store store = connect("pop3")) {
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                if (inbox.getMessageCount() == 1) {
                    assertThat(inbox.getMessage(1).getSubject()).isEqualTo("One");
                    inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
                    inbox.close(true);
                    break;
                }
                assertThat(tries).isLessThan(100);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        try (Store store = connect("pop3")) {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isZero();
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (Store store = session.getStore("imap")) {
            assertThatThrownBy(() -> store.connect("127.0.0.1", "anna", "wrong"))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("Authentication failed");
        }
    }
}
