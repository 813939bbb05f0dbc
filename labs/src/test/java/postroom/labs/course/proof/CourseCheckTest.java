package postroom.labs.course.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.check.LabFacts;
import postroom.labs.course.run.FakeLab;
import postroom.labs.course.run.Stir;

/** The prover finds what is wrong with a course; in labs where the scripts {@code ehlo} and {@code helo} speak SMTP. */
class CourseCheckTest {
    private static final String EXERCISE = """
            id: first
            title: {en: First, zh: 第一}
            text: {en: Do it., zh: 做。}
            tasks:
              - id: greeted
                text: {en: Greeted., zh: 打过招呼。}
                when: {smtp: {verb: EHLO, reply: 250}}
                near:
                  - if: {smtp: {verb: HELO}}
                    say: {en: Not so., zh: 不对。}
            hints:
              - {en: Try., zh: 试。}
            explain: {en: So., zh: 好。}
            proof:
              solution: ehlo
              alternative: ehlo
              wrong:
                - {run: helo, says: greeted/1}
                - {run: helo, says: greeted/1}
            """;

    private final Map<String, String> files = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean resetWorks = true;

    @BeforeEach
    void writeCourse() {
        files.put("course.yaml", """
                title: {en: A, zh: 甲}
                chapters:
                  - id: one
                    number: 1
                    title: {en: One, zh: 一}
                    summary: {en: One, zh: 一}
                    start: postfix
                    exercises: [first]
                """);
        files.put("chapters/one/en.md", "# One\n\n```console\n$ mailq\nMail queue is empty\n```\n\n@exercise first\n");
        files.put("chapters/one/zh.md", "# 一\n\n```console\n$ mailq\nMail queue is empty\n```\n\n@exercise first\n");
        files.put("chapters/one/exercises/first.yaml", EXERCISE);
    }

    private int check() throws InterruptedException {
        CourseFiles course =
                path -> Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new CourseCheck(course, (base, seed, setup) -> new ScriptedLab(), out, Duration.ofMillis(50))
                .run(List.of(1L, 2L));
    }

    private String report() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void change(String right, String wrong) {
        files.merge("chapters/one/exercises/first.yaml", "", (old, none) -> old.replaceFirst(right, wrong));
    }

    @Test
    void countsWhatItHasProved() throws Exception {
        assertThat(check()).as(report()).isZero();
        assertThat(report())
                .contains("ok     one: 1 console blocks, 1 steps")
                .contains("ok     first: 12 proofs")
                .contains(
                        "1 chapters, 1 exercises, 2 seeds: 13 proofs, 0 tried once more, 0 failed, 0 problems in the texts");
    }

    @Test
    void findsASolutionThatDoesNotPass() throws Exception {
        change("solution: ehlo", "solution: nothing");

        assertThat(check()).isEqualTo(1);
        assertThat(report()).contains("FAILED first (seed 1), solution: not all is ticked");
    }

    @Test
    void findsAWrongAttemptThatPassesOrDrawsNoFeedback() throws Exception {
        change("run: helo", "run: ehlo");

        assertThat(check()).isEqualTo(1);
        assertThat(report()).contains("FAILED first (seed 1), wrong 1: the feedback greeted/1 does not come");
    }

    @Test
    void findsAResetThatDoesNotRestore() throws Exception {
        resetWorks = false;

        assertThat(check()).isEqualTo(1);
        assertThat(report()).contains("FAILED first (seed 1), reset: a reset does not restore the lab");
    }

    @Test
    void findsAConsoleBlockThatTheLabDoesNotPrint() throws Exception {
        files.merge("chapters/one/en.md", "", (old, none) -> old.replace("Mail queue", "The queue"));
        files.merge("chapters/one/zh.md", "", (old, none) -> old.replace("Mail queue", "The queue"));

        assertThat(check()).isEqualTo(1);
        assertThat(report())
                .contains("FAILED one, console blocks: after typing \"mailq\"")
                .contains("    The queue is empty")
                .contains("    Mail queue is empty");
    }

    @Test
    void findsTextsThatHaveGrownApart() throws Exception {
        files.merge("chapters/one/zh.md", "", (old, none) -> old.replace("$ mailq", "$ postqueue -p") + "\n## 二\n");

        assertThat(check()).isEqualTo(1);
        assertThat(report()).contains("zh.md:1:1: headings differ").contains("zh.md:1:1: console blocks differ");
    }

    /** A lab whose shell knows two words and whose terminal knows {@code mailq}. */
    private final class ScriptedLab implements ProofLab {
        private final FakeLab lab = new FakeLab();
        private int spoken;

        @Override
        public Finished run(String user, String script, Duration limit) {
            if (script.equals("ehlo")) {
                lab.session("EHLO x", "250 myserver", "QUIT", "221 2.0.0 Bye");
                spoken++;
            } else if (script.equals("helo")) {
                lab.session("HELO x", "250 myserver", "QUIT", "221 2.0.0 Bye");
            }
            lab.commandEnds();
            return new Finished(0, "");
        }

        @Override
        public ProofTerminal login() {
            return new ProofTerminal() {
                private String screen = "student@myserver:~$ ";

                @Override
                public void type(String keys) {
                    screen = keys.strip() + "\r\nMail queue is empty\r\nstudent@myserver:~$ ";
                }

                @Override
                public String take(Predicate<String> enough, Duration limit) {
                    return screen;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void awaitQuiet(Duration limit) {}

        @Override
        public void reset() {
            spoken = resetWorks ? 0 : spoken;
        }

        @Override
        public String fingerprint() {
            return "spoken " + spoken;
        }

        @Override
        public void close() {}

        @Override
        public Executor looks() {
            return lab.looks();
        }

        @Override
        public LabFacts facts() {
            return lab.facts();
        }

        @Override
        public AutoCloseable listen(Consumer<Stir> listener) {
            return lab.listen(listener);
        }
    }
}
