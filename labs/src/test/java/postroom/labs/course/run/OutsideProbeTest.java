package postroom.labs.course.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** {@code probe: {from: outside}}: what a stranger gets, who is none of the host's networks. */
class OutsideProbeTest {
    private static final String DIALOGUE =
            "smtp: [EHLO probe.example, 'MAIL FROM:<a@probe.example>', 'RCPT TO:<b@example.net>']";

    private Labs labs;
    private Lab lab;

    @BeforeEach
    void start() {
        labs = TestLabs.serving();
        lab = Lab.fresh(labs, new Plan(Base.POSTFIX, World.LAN, 1, Map.of()));
    }

    @AfterEach
    void end() {
        lab.close();
        labs.close();
    }

    private boolean holds(String fields) {
        Problems problems = new Problems();
        Check check = YamlFile.read("probe.yaml", ("probe: {" + fields + "}").getBytes(UTF_8), problems)
                .flatMap(CheckReader::fact)
                .orElseThrow();
        assertThat(problems.list()).isEmpty();
        return check.holds(new RunSight(
                HostLab.of(labs, lab).facts(),
                new SessionLog(),
                new Vars(Map.of()),
                Set.of(),
                new Moment(0, Map.of()),
                Set.of(),
                Optional.empty(),
                Optional.empty()));
    }

    private void shell(String script) {
        assertThat(Script.run(lab, "root", script, Duration.ofSeconds(30)).status())
                .isZero();
    }

    @Test
    void aStrangerIsRefusedWhereTheHostItselfMayRelay() {
        assertThat(holds(DIALOGUE + ", reply: 250")).isTrue();
        assertThat(holds(DIALOGUE + ", from: here, reply: 250")).isTrue();
        assertThat(holds(DIALOGUE + ", from: outside, reply: 250")).isFalse();
        assertThat(holds(DIALOGUE + ", from: lan, reply: 454")).isTrue();
        assertThat(holds(DIALOGUE + ", from: outside, reply: 454, text: Relay access denied"))
                .isTrue();
    }

    @Test
    void theNeighboursOfTheLanAreNoStrangersButTheWorldIs() {
        shell("postconf -e 'mynetworks = 127.0.0.0/8, 192.0.2.0/24' && postfix reload");
        assertThat(holds(DIALOGUE + ", from: outside, reply: 454")).isTrue();
        assertThat(holds(DIALOGUE + ", from: lan, reply: 250")).isTrue();
        shell("postconf -e 'mynetworks = 0.0.0.0/0' && postfix reload");
        assertThat(holds(DIALOGUE + ", from: outside, reply: 250")).isTrue();
    }

    @Test
    void itLeavesNoTraceAndFindsAClosedDoorClosed() {
        assertThat(holds("smtp: [EHLO probe.example], from: outside, reply: 250"))
                .isTrue();
        assertThat(Script.run(lab, "root", "grep -c spammer /var/log/mail.log", Duration.ofSeconds(30))
                        .output())
                .isEqualTo("0\n");
        assertThat(lab.wire().events()).isEmpty();
        shell("postconf -e inet_interfaces=loopback-only && postfix stop && postfix start");
        assertThat(holds("smtp: [EHLO probe.example], from: outside, reply: 250"))
                .isFalse();
        assertThat(holds("smtp: [EHLO probe.example], reply: 250")).isTrue();
    }
}
