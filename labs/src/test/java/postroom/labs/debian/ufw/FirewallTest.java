package postroom.labs.debian.ufw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

class FirewallTest {
    private static final InetAddress HOST = Network.address("192.0.2.10");

    private Labs labs;
    private Lab lab;
    private Node outside;

    @BeforeEach
    void start() throws Exception {
        labs = TestLabs.serving();
        lab = Lab.fresh(labs, new Plan(Base.BARE, World.LAN, 1, Map.of()));
        outside = lab.network().add("outside", List.of(Network.address("198.51.100.7")));
        for (int port : List.of(25, 110)) {
            lab.host().node().listen(Network.address("0.0.0.0"), port, 1, it -> {});
        }
        shell("apt-get install -y ufw >/dev/null 2>&1");
    }

    @AfterEach
    void end() {
        lab.close();
        labs.close();
    }

    private void shell(String command) {
        assertThat(lab.runAsRoot(List.of("/bin/bash", "-c", command))).isZero();
    }

    private static CompletableFuture<Connection> connect(Node from, InetAddress to, int port) {
        return from.connect(to, port).toCompletableFuture();
    }

    private static void assertRefused(CompletableFuture<Connection> attempt) {
        assertThatThrownBy(attempt::join)
                .cause()
                .isInstanceOfSatisfying(
                        ErrnoException.class, it -> assertThat(it.errno()).isEqualTo(Errno.ECONNREFUSED));
    }

    @Test
    void letsEverythingPassUntilItIsEnabled() {
        assertThat(connect(outside, HOST, 110)).isCompleted();
    }

    @Test
    void dropsWhatNoRuleAllows() {
        shell("ufw allow 25/tcp && ufw enable");
        assertThat(connect(outside, HOST, 25)).isCompleted();
        assertThat(connect(outside, HOST, 110)).isNotDone();
        assertThat(connect(outside, HOST, 9)).isNotDone();
    }

    @Test
    void tellsTheSenderOfWhatItRejects() {
        shell("ufw reject 110 && ufw enable");
        assertRefused(connect(outside, HOST, 110));
    }

    @Test
    void leavesTheLoopbackAlone() {
        shell("ufw enable");
        Node host = lab.host().node();
        assertThat(connect(host, Network.address("127.0.0.1"), 110)).isCompleted();
        assertThat(connect(host, HOST, 110)).isCompleted();
    }

    @Test
    void takesTheFirstRuleThatFits() {
        shell("ufw deny from 198.51.100.0/24 && ufw allow 25 && ufw enable");
        assertThat(connect(outside, HOST, 25)).isNotDone();
        shell("ufw insert 1 allow from 198.51.100.7 to any port 25 proto tcp");
        assertThat(connect(outside, HOST, 25)).isCompleted();
    }

    @Test
    void refusesAGuestWhoComesTooOften() {
        shell("ufw limit 25/tcp && ufw enable");
        for (int i = 0; i < 5; i++) {
            assertThat(connect(outside, HOST, 25)).isCompleted();
        }
        assertRefused(connect(outside, HOST, 25));
    }

    @Test
    void getsAnswersToItsOwnQuestions() {
        shell("ufw enable && dig +time=3 +tries=1 @192.0.2.1 mydomain.net >/dev/null");
    }

    @Test
    void isInForceInAForkAndGoneWhenDisabled() {
        shell("ufw enable");
        try (Lab fork = lab.fork()) {
            Node neighbour = fork.network().add("outside", List.of(Network.address("198.51.100.7")));
            assertThat(connect(neighbour, HOST, 25)).isNotDone();
        }
        shell("ufw disable");
        assertThat(connect(outside, HOST, 110)).isCompleted();
    }
}
