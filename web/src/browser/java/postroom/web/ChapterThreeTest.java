package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.Proof;
import postroom.labs.course.text.Vars;
import postroom.web.storage.DataFolder;
import postroom.web.storage.Database;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;

/** A student goes from the front page through chapter 3, doing every exercise the way that its text teaches. */
class ChapterThreeTest {
    @TempDir
    private static Path data;

    private static ServerProcess server;
    private static Chapter chapter;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess(data);
        chapter = Course.load(CourseFiles.bundled()).chapter("03-smtp-by-hand").orElseThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"en-GB, SMTP by hand, Done", "zh-CN, 手敲 SMTP, 完成"})
    void fromTheFrontPageToTheLastExercise(String locale, String startButton, String stamp) {
        try (Student student = new Student(locale, 1280, 800)) {
            student.page.navigate(server.address());
            student.shoot("front-" + locale);
            student.page.getByText(startButton).click();
            student.seesPrompt(0);
            for (Exercise exercise : chapter.exercises()) {
                solve(student, exercise);
                student.seesDone(exercise.id());
                assertThat(student.card(exercise.id()).innerText()).contains(stamp);
            }
            student.shoot("done-" + locale);
            student.page.locator("#tab-wire").click();
            student.shoot("wire-" + locale);
            assertThat(student.wire()).contains("C: EHLO client.example").contains("S: 221 2.0.0 Bye");
            assertThat(student.complaints).isEmpty();
        }
    }

    private static void solve(Student student, Exercise exercise) {
        Vars vars = exercise.vars(chapter, learner(student).seed());
        student.card(exercise.id()).locator("h3").click();
        Proof.Way way = exercise.proof().solution();
        String text = way.script().text().fill(vars);
        if (way.script() instanceof Proof.Action.Type) {
            student.play(text);
        } else {
            text.lines().filter(line -> !line.isBlank()).forEach(student::command);
        }
        way.answers().forEach((task, command) -> {
            String answer = student.command(
                    "sudo bash -c '" + command.fill(vars).strip().replace("'", "'\\''") + "'");
            student.task(exercise.id(), task).locator("input").fill(answer.strip());
            student.task(exercise.id(), task).locator("form button").click();
            student.seesTicked(exercise.id(), task);
        });
    }

    private static Learner learner(Student student) {
        Database database = Database.open(DataFolder.open(data));
        return new Learners(database, Clock.systemUTC()).find(student.learner()).orElseThrow();
    }
}
