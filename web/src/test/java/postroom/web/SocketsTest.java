package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.run.ExerciseState;
import postroom.server.Endpoints;
import postroom.server.Peer;
import postroom.server.wire.WireEvent;
import postroom.web.RunningApp.Page;
import postroom.web.storage.Learner;

class SocketsTest {
    private static final int EXERCISES = 9;

    private static RunningApp app;

    private Learner learner;
    private ScriptedRoom room;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        app = new RunningApp(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void enrol() {
        learner = app.learners.enrol();
        room = app.room(learner);
    }

    @Test
    void aPageSeesTheScreenAsItIsAndThenWhatIsPrinted() throws Exception {
        room.print("student@myserver:~$ ");
        Page page = app.open("/terminal?columns=100&rows=30", learner);

        assertThat(page.next()).isEqualTo("at first 0");
        assertThat(page.next()).isEqualTo("student@myserver:~$ ");
        room.print("你好\r\n");
        assertThat(page.next()).isEqualTo("你好\r\n");
        assertThat(room.typed).containsExactly("size 100x30");
    }

    @Test
    void keysAndSizesReachTheShell() throws Exception {
        Page page = app.open("/terminal", learner);
        page.next();
        page.say("ils -l\r");
        page.say("r120,40");
        page.say("r0,0");
        page.say("x");

        assertThat(page.next()).isEqualTo("closed 1008");
        assertThat(room.typed).containsExactly("ls -l\r", "size 120x40");
    }

    @Test
    void aConnectionThatWasCutGoesOnWhereItBroke() throws Exception {
        room.print("0123456789");
        Page again = app.open("/terminal?run=first&from=4", learner);

        assertThat(again.next()).isEqualTo("at first 4");
        assertThat(again.next()).isEqualTo("456789");
    }

    @Test
    void aPlaceInAnotherLifeOrOneThatIsGoneMeansNothing() throws Exception {
        room.print("0123456789");
        room.forgetUpTo(6);

        Page late = app.open("/terminal?run=first&from=4", learner);
        assertThat(late.next()).isEqualTo("at first 6");
        assertThat(late.next()).isEqualTo("6789");

        Page stranger = app.open("/terminal?run=other&from=8", learner);
        assertThat(stranger.next()).isEqualTo("at first 6");
    }

    @Test
    void theLatestPageHasTheTerminalAndTheOtherIsToldSo() throws Exception {
        Page first = app.open("/terminal", learner);
        first.next();
        Page second = app.open("/terminal", learner);

        assertThat(first.next()).isEqualTo("closed 4001");
        second.next();
        room.print("here");
        assertThat(second.next()).isEqualTo("here");
    }

    @Test
    void aPageThatDoesNotReadGetsAWindowfulAndNoMore() throws Exception {
        Page page = app.open("/terminal", learner);
        page.next();
        room.print("x".repeat(1024 * 1024));
        int got = 0;
        for (int i = 0; i < 8; i++) {
            got += page.next().length();
        }
        assertThat(got).isEqualTo(256 * 1024);

        page.say("a" + got);
        assertThat(page.next()).hasSize(32 * 1024);
    }

    @Test
    void learnersHaveRoomsOfTheirOwn() throws Exception {
        room.print("mine");
        Learner other = app.learners.enrol();
        app.room(other).print("theirs");

        Page page = app.open("/terminal", other);
        page.next();
        assertThat(page.next()).isEqualTo("theirs");
    }

    @Test
    void aStrangerIsTurnedAway() throws Exception {
        Page page = app.open("/events", new Learner("AAAAAAAAAAAAAAAAAAAAAA", 1));

        assertThat(page.next()).isEqualTo("closed 1008");
    }

    @Test
    void aTickReachesThePageInItsLanguage() throws Exception {
        Page page = events("zh");
        room.set("say-ehlo", new ExerciseState(Set.of("greeted"), false, 0, 0, ""));

        assertThat(page.next())
                .contains("\"type\":\"exercise\"")
                .contains("\"id\":\"say-ehlo\"")
                .contains("服务器用它的清单回答了你的 EHLO。\",\"done\":true")
                .contains("\"id\":\"left\"");
    }

    @Test
    void aNearMissIsSaidAtItsTask() throws Exception {
        Page page = events("en");
        room.set("say-ehlo", new ExerciseState(Set.of(), false, 1, 0, "greeted/1"));

        assertThat(page.next()).contains("\"near\":\"HELO is the old greeting");
    }

    @Test
    void whatThePageAsksForReachesTheRoom() throws Exception {
        Page page = events("en");
        page.say("attend hang-up");
        page.say("hint say-ehlo");
        assertThat(page.next()).contains("\"hints\":[\"<code>telnet localhost 25</code> makes the call");
        page.say("answer follow-a-message id 4F1C22A07D or so");
        assertThat(page.next()).contains("\"type\":\"answer\"").contains("\"result\":\"wrong\"");
        page.say("reset say-ehlo");
        page.say("hint no-such-exercise");

        assertThat(page.next()).isEqualTo("closed 1008");
        assertThat(room.asked)
                .containsExactly(
                        "attend hang-up",
                        "hint say-ehlo",
                        "answer follow-a-message id 4F1C22A07D or so",
                        "reset say-ehlo");
    }

    @Test
    void theWireIsRememberedAndThenLive() throws Exception {
        say(WireEvent.Side.SERVER, "220 myserver.mydomain.net ESMTP Postfix (Ubuntu)");
        Page page = app.open("/events?language=en", learner);
        for (int i = 0; i < EXERCISES; i++) {
            assertThat(page.next()).contains("\"type\":\"exercise\"");
        }
        assertThat(page.next())
                .contains("\"live\":false")
                .contains("\"kind\":\"server\"")
                .contains("\"head\":4");

        say(WireEvent.Side.CLIENT, "AUTH PLAIN ********");
        assertThat(page.next())
                .contains("\"live\":true")
                .contains("\"kind\":\"client\"")
                .contains("\"masked\":\"********\"")
                .contains("\"head\":4");
    }

    @Test
    void aMessagesTextIsNotTakenForCommands() throws Exception {
        say(WireEvent.Side.SERVER, "354 End data with <CR><LF>.<CR><LF>");
        Page page = events("en");
        say(WireEvent.Side.CLIENT, "Data is what this line is about");

        assertThat(page.next()).contains("\"head\":0");
    }

    @Test
    void aSessionHasItsEnds() throws Exception {
        Page page = events("en");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        room.wire.on(new WireEvent.Opened(
                "s1", Instant.EPOCH, "smtp", new Endpoints(new Peer(loopback, 40000), new Peer(loopback, 25))));

        assertThat(page.next())
                .contains("\"kind\":\"open\"")
                .contains("\"protocol\":\"smtp\"")
                .contains("127.0.0.1:40000 → 127.0.0.1:25");
    }

    private Page events(String language) throws Exception {
        Page page = app.open("/events?language=" + language, learner);
        for (int i = 0; i <= EXERCISES; i++) {
            page.next();
        }
        return page;
    }

    private void say(WireEvent.Side side, String text) {
        room.wire.on(new WireEvent.Line("s1", Instant.EPOCH, side, text, false));
    }
}
