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

/** What a student's servers answer when an exercise asks them, each in its own language, in clear and encrypted. */
class ProbeTest {
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

    private boolean holds(String probe) {
        Problems problems = new Problems();
        YamlValue yaml = YamlFile.read("test", ("probe: " + probe).getBytes(StandardCharsets.UTF_8), problems)
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
    void readsMailByImapAndPop3AndLeavesNoTrace() {
        Script sent = Script.run(
                lab,
                "student",
                "echo roses | sendmail carla; until sudo grep -q roses -r /home/carla/Maildir/new; do sleep 0.1; done",
                Duration.ofSeconds(20));
        assertThat(sent.status()).as(sent.output()).isZero();

        assertThat(holds("{imap: [LOGIN carla carla, SELECT INBOX], reply: OK, text: '^\\* 1 EXISTS'}"))
                .isTrue();
        assertThat(holds("{imap: [LOGIN carla carla, SELECT INBOX, 'FETCH 1 BODY[TEXT]'], reply: OK, text: roses}"))
                .isTrue();
        assertThat(holds("{pop3: [USER carla, PASS carla, RETR 1], reply: OK, text: roses}"))
                .isTrue();
        assertThat(holds("{pop3: [USER carla, PASS carla, DELE 1, QUIT], reply: OK}"))
                .isTrue();
        assertThat(holds("{pop3: [USER carla, PASS carla, STAT], reply: OK, text: '^.OK 1 '}"))
                .as("what a probe deletes was a fork's")
                .isTrue();
        assertThat(Script.run(lab, "root", "grep -c dovecot /var/log/mail.log", Duration.ofSeconds(5))
                        .output()
                        .strip())
                .as("no line of a log-in in the student's log")
                .isEqualTo(Script.run(lab, "root", "grep -c 'dovecot: master' /var/log/mail.log", Duration.ofSeconds(5))
                        .output()
                        .strip());
    }

    @Test
    void isRefusedAsAnyClient() {
        assertThat(holds("{imap: [LOGIN carla nonsense], reply: NO, text: AUTHENTICATIONFAILED}"))
                .isTrue();
        assertThat(holds("{imap: [FROBNICATE], reply: BAD}")).isTrue();
        assertThat(holds("{pop3: [STAT], reply: ERR}")).isTrue();
        assertThat(holds("{imap: [LOGIN carla carla], reply: NO, text: PRIVACYREQUIRED, from: outside}"))
                .isTrue();
        assertThat(holds("{pop3: [USER carla], reply: ERR, text: Plaintext, from: outside}"))
                .isTrue();
        assertThat(holds("{imap: [], reply: OK, port: 4143}"))
                .as("nobody is there")
                .isFalse();
    }

    @Test
    void encryptsFirstWhenItIsTold() {
        assertThat(holds("{imap: [LOGIN carla carla], reply: OK, from: outside, tls: starttls}"))
                .isTrue();
        assertThat(holds("{imap: [], reply: OK, text: ready, from: outside, tls: implicit}"))
                .isTrue();
        assertThat(holds("{pop3: [USER carla, PASS carla], reply: OK, from: outside, tls: implicit}"))
                .isTrue();
        assertThat(holds("{pop3: [CAPA], reply: OK, text: '^STLS$'}")).isTrue();
        assertThat(holds("{pop3: [CAPA], reply: OK, text: '^STLS$', tls: starttls}"))
                .isFalse();
        assertThat(holds("{smtp: [EHLO x], reply: 250, text: '^250-STARTTLS$'}"))
                .isTrue();
        assertThat(holds("{smtp: [EHLO x], reply: 250, text: STARTTLS, tls: starttls}"))
                .isFalse();
        assertThat(holds("{smtp: [EHLO x], reply: 250, tls: implicit, port: 25}"))
                .as("who speaks no TLS at once")
                .isFalse();
    }
}
