package postroom.labs.debian.mailmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.mailmap.Picture.Spot;
import postroom.labs.debian.mailmap.Picture.State;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.host.MailFlow.Step;

class MailMapTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private TestHost host;
    private MailMap map;

    @BeforeEach
    void start() throws IOException {
        host = new TestHost(Base.POSTFIX);
        assertThat(host.runAs("root", "postfix", "start").status()).isZero();
        map = new MailMap(host.host(), new MailMap.Watcher() {
            @Override
            public void step(Step step) {
                seen.add(step.program() + " " + step.deed().name().toLowerCase(java.util.Locale.ROOT));
            }

            @Override
            public void moved(String message, String queue) {
                seen.add("in " + queue);
            }

            @Override
            public void changed() {
                // The picture is asked for where it is needed
            }
        });
    }

    @AfterEach
    void end() throws Exception {
        map.close();
        host.close();
    }

    /** Lets Postfix do what it has to do. */
    private void settle() {
        for (int i = 0; i < 30; i++) {
            Master.run(host.host(), () -> {}).toCompletableFuture().join();
        }
    }

    private Picture picture() {
        return map.picture().toCompletableFuture().join();
    }

    private Map<String, State> states() {
        return picture().spots().stream().collect(Collectors.toMap(Spot::program, Spot::state));
    }

    @Test
    void aMessageTellsEachStepOfItsWay() throws IOException {
        host.typing("Hello Carla\n").run("sendmail", "carla");
        settle();
        assertThat(seen).containsExactly("in incoming", "pickup took", "in active", "local began", "local sent", "in ");
        assertThat(picture().mails()).isEmpty();
    }

    @Test
    void aMessageStopsBeforeAProgramUntilItIsLetGo() throws IOException {
        map.bar("local", true);
        host.typing("Subject: wait\n\nHello Carla\n").run("sendmail", "carla");
        settle();
        Picture.Mail mail = picture().mails().get(0);
        assertThat(mail.before()).isEqualTo("local");
        assertThat(mail.queue()).isEqualTo("active");
        assertThat(host.run("mailq").output()).contains(mail.id() + "*", "carla@myserver.mydomain.net");
        Letter letter = map.look(mail.id()).toCompletableFuture().join().orElseThrow();
        assertThat(letter.path()).isEqualTo("/var/spool/postfix/active/" + mail.id());
        assertThat(letter.sender()).isEqualTo("student@myserver.mydomain.net");
        assertThat(letter.headers()).contains("Subject: wait");
        assertThat(letter.body()).containsExactly("Hello Carla");

        map.release(mail.id());
        settle();
        assertThat(host.file("/var/mail/carla")).contains("Subject: wait");
        assertThat(picture().mails()).isEmpty();
    }

    @Test
    void whatWasDeletedWhileItWaitedGoesNowhere() throws IOException {
        map.bar("qmgr", true);
        host.typing("Hello Carla\n").run("sendmail", "carla");
        settle();
        assertThat(picture().mails())
                .singleElement()
                .matches(mail -> mail.queue().equals("incoming"));
        assertThat(host.runAs("root", "postsuper", "-d", "ALL").status()).isZero();
        map.bar("qmgr", false);
        settle();
        assertThat(host.host().mail().stopped()).isEmpty();
        assertThat(host.file("/var/log/mail.log")).doesNotContain("status=sent");
    }

    @Test
    void theStudentsOwnHandsAreSeenToo() throws IOException {
        map.bar("local", true);
        host.typing("Hello Carla\n").run("sendmail", "carla");
        settle();
        String id = picture().mails().get(0).id();
        seen.clear();
        host.runAs("root", "postsuper", "-h", id);
        assertThat(seen).containsExactly("in hold");
        assertThat(picture().mails().get(0).queue()).isEqualTo("hold");
    }

    @Test
    void stationsSayHowTheyAre() throws IOException {
        assertThat(states()).containsEntry("smtpd", State.UP).containsEntry("imap", State.ABSENT);
        assertThat(picture().stale()).isFalse();
        host.runAs("root", "postconf", "-e", "smtpd_banner = hello");
        assertThat(picture().stale()).isTrue();
        host.runAs("root", "postconf", "-e", "smtpd_relay_restrictions =", "smtpd_recipient_restrictions =");
        host.runAs("root", "postfix", "reload");
        assertThat(picture().stale()).isFalse();
        host.typing("QUIT\r\n").run("nc", "-q5", "localhost", "25");
        Spot smtpd = picture().spots().stream()
                .filter(each -> each.program().equals("smtpd"))
                .findFirst()
                .orElseThrow();
        assertThat(smtpd.state()).isEqualTo(State.BROKEN);
        assertThat(smtpd.note()).startsWith("in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions");
        host.runAs("root", "postfix", "stop");
        assertThat(states()).containsEntry("smtpd", State.DOWN).containsEntry("qmgr", State.DOWN);
    }

    @Test
    void onlyProgramsThatAskCanBeBarred() {
        assertThatThrownBy(() -> map.bar("cleanup", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
