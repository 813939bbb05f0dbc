package postroom.labs.course.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.Workplace;
import postroom.labs.course.check.QueuedMail;
import postroom.server.wire.WireEvent;

/** What a student sees of the exercises of chapter 3, in a lab that does what the test says. */
class DeskTest {
    private static final long SEED = 7;

    private final FakeLab lab = new FakeLab();
    private final List<CourseEvent> events = new ArrayList<>();
    private Chapter chapter;

    @BeforeEach
    void readCourse() throws Exception {
        readChapter("03-smtp-by-hand");
    }

    private void readChapter(String id) throws Exception {
        chapter = Course.load(CourseFiles.bundled()).chapter(id).orElseThrow();
    }

    private Desk open(String exercise) {
        return open(exercise, ExerciseState.FRESH);
    }

    private Desk open(String exercise, ExerciseState state) {
        List<Exercise> one = List.of(chapter.exercise(exercise).orElseThrow());
        return Desk.open(lab, chapter, one, SEED, Map.of(exercise, state), events::add);
    }

    private String drawn(String exercise, String name) {
        return chapter.exercise(exercise)
                .orElseThrow()
                .vars(chapter, SEED)
                .get(name)
                .orElseThrow();
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (CourseEvent event : events) {
            if (event instanceof CourseEvent.TaskChanged task) {
                told.add((task.ticked() ? "+" : "-") + task.task());
            } else if (event instanceof CourseEvent.NearMissed near) {
                told.add("near " + near.name());
            } else if (event instanceof CourseEvent.HintShown hint) {
                told.add("hint " + hint.number());
            } else if (event instanceof CourseEvent.Done) {
                told.add("done");
            }
        }
        return told;
    }

    @Test
    void ticksEachTaskAsItHappensAndIsDoneWithTheLast() {
        open("say-ehlo");

        String session = lab.openSession("EHLO client.example", "250 myserver.mydomain.net");
        assertThat(told()).containsExactly("+greeted");

        lab.wire(new postroom.server.wire.WireEvent.Command(
                session, java.time.Instant.EPOCH, "QUIT", "QUIT", "", 221, List.of("2.0.0 Bye")));
        assertThat(told()).containsExactly("+greeted", "+left", "done");
    }

    @Test
    void seesThatAServiceHadStoppedThoughItRunsAgainByTheTimeItLooks() throws Exception {
        readChapter("02-is-it-alive");
        open("stop-and-start");

        lab.fallBehind();
        lab.postfixRuns(false);
        lab.postfixRuns(true);
        lab.catchUp();

        assertThat(told()).containsExactly("+stopped", "+started");
    }

    @Test
    void saysWhatWasCloseOnceTheSessionIsOverAndGivesHintsFromTheSecondAttemptOn() {
        open("say-ehlo");

        lab.session("HELO client.example", "250 myserver.mydomain.net", "QUIT", "221 2.0.0 Bye");
        assertThat(told()).containsExactly("near greeted/1");

        lab.commandEnds();
        assertThat(told()).as("nothing new, nothing said").containsExactly("near greeted/1");

        lab.session("EHLO", "501 Syntax: EHLO hostname");
        assertThat(told()).containsExactly("near greeted/1", "near greeted/2", "hint 1");
    }

    @Test
    void countsACallOnceThoughItsEndIsSeenAfterTheCommandThatMadeIt() {
        open("say-ehlo");

        String session = lab.openSession("HELO client.example", "250 myserver.mydomain.net");
        lab.commandEnds();
        assertThat(told()).containsExactly("near greeted/1");
        lab.wire(new postroom.server.wire.WireEvent.Closed(session, java.time.Instant.EPOCH));
        assertThat(told()).as("the same call").containsExactly("near greeted/1");

        lab.session("HELO client.example", "250 myserver.mydomain.net");
        assertThat(told()).as("another call").containsExactly("near greeted/1", "near greeted/1", "hint 1");
    }

    @Test
    void doesNotMixTwoSessions() {
        open("earn-503-and-recover");

        lab.session("RCPT TO:<carla>", "503 5.5.1 Error: need MAIL command", "QUIT", "221 2.0.0 Bye");
        lab.session(
                "RSET",
                "250 2.0.0 Ok",
                "MAIL FROM:<>",
                "250 2.1.0 Ok",
                "RCPT TO:<carla>",
                "250 2.1.5 Ok",
                ".",
                "250 2.0.0 Ok");

        assertThat(told()).containsExactly("+earned", "near recovered/2");
    }

    @Test
    void takesALevelBackUntilTheExerciseIsDone() {
        String user = drawn("vrfy-off", "neighbour");
        lab.parameters.put("disable_vrfy_command", "no");
        lab.probes.put("VRFY " + user, "252 2.0.0 " + user);
        open("vrfy-off");

        lab.parameters.put("disable_vrfy_command", "yes");
        lab.postfixIsCurrent = false;
        lab.changed("/etc/postfix/main.cf");
        lab.commandEnds();
        lab.parameters.put("disable_vrfy_command", "no");
        lab.changed("/etc/postfix/main.cf");
        assertThat(told()).containsExactly("+switched", "near in-force/1", "-switched");

        lab.parameters.put("disable_vrfy_command", "yes");
        lab.changed("/etc/postfix/main.cf");
        lab.probes.put("VRFY " + user, "502 5.5.1 VRFY command is disabled");
        lab.reloaded();
        lab.session("VRFY " + user, "252 2.0.0 " + user);
        assertThat(told()).endsWith("+switched", "+in-force", "+seen", "done");

        lab.parameters.put("disable_vrfy_command", "no");
        lab.changed("/etc/postfix/main.cf");
        assertThat(told()).endsWith("done");
    }

    @Test
    void countsOnlyMailThatCameAfterTheBeginning() {
        String token = drawn("deliver-token", "token");
        String letter = "Received: from x (localhost [127.0.0.1])\n"
                + "\tby myserver.mydomain.net (Postfix) with SMTP id 4F1C22A07D\n"
                + "\tfor <carla>; today\n\n"
                + token + "\n";
        lab.deliver("carla", letter);
        open("deliver-token");
        assertThat(told()).isEmpty();

        lab.deliver("carla", letter.replace(token, "something else"));
        assertThat(told()).isEmpty();
        lab.deliver("carla", letter);
        assertThat(told()).containsExactly("+delivered", "done");
    }

    @Test
    void waitsUntilAMessageIsWhole() {
        String word = drawn("dot-stuffing", "word");
        String head = "Received: from x (localhost [127.0.0.1])\n"
                + "\tby myserver.mydomain.net (Postfix) with SMTP id 4F1C22A07D;\n"
                + "\ttoday\n";
        open("dot-stuffing");

        lab.deliver("carla", head);
        assertThat(told()).isEmpty();
        lab.rewriteLast("carla", head + "\n" + word + "\n");
        assertThat(told()).containsExactly("near arrived/1");
    }

    @Test
    void computesTheAnswerFromThisLab() throws Exception {
        Desk desk = open("follow-a-message");
        String user = drawn("follow-a-message", "neighbour");

        assertThat(desk.answer("follow-a-message", "queue-id", "4F1C22A07D")
                        .toCompletableFuture()
                        .get())
                .isEqualTo(Answer.NOT_YET);
        lab.deliver(
                user, "Received: by myserver.mydomain.net (Postfix, from userid 1000)\n\tid 4F1C22A07D; today\n\nhi\n");
        assertThat(desk.answer("follow-a-message", "queue-id", "0000000000")
                        .toCompletableFuture()
                        .get())
                .isEqualTo(Answer.WRONG);
        assertThat(desk.answer("follow-a-message", "queue-id", " 4f1c22a07d ")
                        .toCompletableFuture()
                        .get())
                .isEqualTo(Answer.RIGHT);
        assertThat(told()).containsExactly("+arrived", "+queue-id");
    }

    @Test
    void speaksOnlyOfTheExerciseThatTheStudentIsAt() {
        Desk desk = Desk.open(lab, chapter, Workplace.of(chapter).exercises(), SEED, Map.of(), events::add);

        lab.session("HELO client.example", "250 myserver.mydomain.net", "QUIT", "221 2.0.0 Bye");
        assertThat(told()).containsExactly("near greeted/1");

        desk.attend("hang-up");
        lab.session("HELO client.example", "250 myserver.mydomain.net", "QUIT", "221 2.0.0 Bye");
        assertThat(told()).containsExactly("near greeted/1", "near dropped/1");
    }

    @Test
    void theStepThatEndsAnExerciseIsNoMissOfTheNext() {
        Desk.open(lab, chapter, Workplace.of(chapter).exercises(), SEED, Map.of(), events::add);

        String call = lab.openSession("EHLO client.example", "250 CHUNKING", "QUIT", "221 2.0.0 Bye");
        lab.commandEnds();
        lab.wire(new WireEvent.Closed(call, Instant.EPOCH));
        assertThat(told()).contains("done").noneMatch(said -> said.startsWith("near"));

        lab.session("EHLO client.example", "250 CHUNKING", "QUIT", "221 2.0.0 Bye");
        assertThat(told()).as("now it is one").endsWith("near dropped/1");
    }

    @Test
    void goesOnWhereTheStudentHasLeft() throws Exception {
        Desk first = open("say-ehlo");
        lab.session("EHLO client.example", "250 myserver.mydomain.net");
        ExerciseState left = first.states().toCompletableFuture().get().get("say-ehlo");
        first.close();
        events.clear();

        ExerciseState kept = ExerciseState.parse(left.toText()).orElseThrow();
        assertThat(kept).isEqualTo(left);
        open("say-ehlo", kept);
        lab.session("EHLO client.example", "250 myserver.mydomain.net", "QUIT", "221 2.0.0 Bye");
        assertThat(told()).containsExactly("+left", "done");
    }

    @Test
    void findsAMessageInTheQueueAndTakesItsIdForAnAnswer() throws Exception {
        readChapter("05-queue-and-bounces");
        Desk desk = open("not-now");
        String user = drawn("not-now", "user");

        lab.queue.add(new QueuedMail("active", "4F1C22A07D", "student@my.net", List.of(user + "@busy.example")));
        lab.changed("/var/spool/postfix/active/4F1C22A07D");
        assertThat(told()).isEmpty();

        lab.queue.set(0, new QueuedMail("deferred", "4F1C22A07D", "student@my.net", List.of(user + "@busy.example")));
        lab.changed("/var/spool/postfix/deferred/4/4F1C22A07D");
        assertThat(told()).containsExactly("+waits");
        assertThat(desk.answer("not-now", "which", "4F1C22A07D")
                        .toCompletableFuture()
                        .get())
                .isEqualTo(Answer.RIGHT);
    }

    @Test
    void tellsCommandsSentInOneGoFromThoseThatWaited() throws Exception {
        readChapter("04-capabilities");
        open("one-breath");
        String[] exchanges = {
            "EHLO a.example",
            "250 my.net",
            "MAIL FROM:<student>",
            "250 2.1.0 Ok",
            "RCPT TO:<carla>",
            "250 2.1.5 Ok",
            "DATA",
            "354 End"
        };

        lab.pace = Duration.ofMillis(80);
        lab.session(exchanges);
        assertThat(told()).containsExactly("near together/2");

        lab.pace = Duration.ofMillis(20);
        lab.session(exchanges);
        assertThat(told()).containsExactly("near together/2", "+together");
    }
}
