package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.Proof;
import postroom.labs.course.text.Template;
import postroom.labs.course.text.Vars;
import postroom.web.storage.DataFolder;
import postroom.web.storage.Database;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;

/**
 * A newcomer's first evening: from the front page through the chapters of the first lesson, every exercise by typing and by the
 * page's own controls, the language changed on the way.
 */
class NewcomerTest {
    private static final List<String> CHAPTERS =
            List.of("00-the-map", "01-installing-postfix", "02-is-it-alive", "03-smtp-by-hand");

    @TempDir
    private static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void goesFromTheFrontPageToTheEndOfTheFirstLesson() throws Exception {
        Course course = Course.load(CourseFiles.bundled());
        try (Student student = new Student("en-GB", 1400, 900)) {
            boolean chinese = false;
            OptionalLong seed = OptionalLong.empty();
            for (String id : CHAPTERS) {
                Chapter chapter = course.chapter(id).orElseThrow();
                student.page.navigate(server.address());
                student.page.locator("a[href='/chapters/" + id + "']").first().click();
                student.seesPrompt(0);
                seed = seed.isPresent()
                        ? seed
                        : OptionalLong.of(learner(student).seed());
                int half = chapter.exercises().size() / 2;
                for (int i = 0; i < chapter.exercises().size(); i++) {
                    if (i == half) {
                        student.page.locator(".bar form button").click();
                        chinese = !chinese;
                        student.page.waitForFunction(
                                "lang => document.documentElement.lang === lang", chinese ? "zh-Hans" : "en");
                        student.seesPrompt(0);
                    }
                    Exercise exercise = chapter.exercises().get(i);
                    try {
                        solve(student, exercise, exercise.vars(chapter, seed.getAsLong()));
                        student.seesDone(exercise.id());
                    } catch (PlaywrightException e) {
                        throw new AssertionError(exercise.id() + " does not go on from:\n" + student.screen(), e);
                    }
                    assertThat(student.card(exercise.id()).innerText()).contains(chinese ? "完成" : "Done");
                }
            }
            student.page.navigate(server.address());
            student.shoot("first-lesson-done");
            assertThat(student.complaints).isEmpty();
        }
    }

    private static void solve(Student student, Exercise exercise, Vars vars) {
        student.card(exercise.id()).locator("h3").click();
        Proof.Way way = exercise.proof().solution();
        String text = way.script().text().fill(vars);
        if (exercise.id().equals("internet-site")) {
            installByTheWizard(student, new Template("mail.${domain}.example").fill(vars));
        } else if (way.script() instanceof Proof.Action.Type) {
            student.play(text);
        } else {
            text.lines().filter(line -> !line.isBlank() && !line.equals("true")).forEach(student::command);
        }
        way.answers().forEach((task, command) -> {
            String answer = student.command(
                    "sudo bash -c '" + command.fill(vars).strip().replace("'", "'\\''") + "'");
            answer(student.task(exercise.id(), task), answer.strip());
            student.seesTicked(exercise.id(), task);
        });
    }

    private static void installByTheWizard(Student student, String mailName) {
        student.enter("sudo apt-get install postfix");
        student.sees("[Y/n]", 0);
        student.page.keyboard().press("Enter");
        student.sees("<Ok>", 0);
        if (!student.screen().contains("General mail configuration type:")) {
            student.page.keyboard().press("Tab"); // a small window shows the explanation first
            student.page.keyboard().press("Enter");
            student.sees("General mail configuration type:", 0);
        }
        student.page.keyboard().press("Enter");
        student.sees("System mail name:", 0);
        student.page.keyboard().press("Control+u");
        student.type(mailName);
        student.page.keyboard().press("Enter");
        student.sees("Processing triggers for rsyslog", 0);
        student.seesPrompt(0);
    }

    /** By the control that the task has: an order to bring about, pairs to choose, or a line to fill in. */
    private static void answer(Locator task, String answer) {
        String[] words = answer.split(" ");
        if (task.locator("[data-piece]").count() > 0) {
            for (int place = 0; place < words.length; place++) {
                while (!words[place].equals(
                        task.locator("[data-piece]").nth(place).getAttribute("data-piece"))) {
                    task.locator("[data-piece='" + words[place] + "'] [data-move='-1']")
                            .click();
                }
            }
            task.locator(".check").click();
        } else if (task.locator("select").count() > 0) {
            for (String pair : words) {
                String[] sides = pair.split("=");
                task.locator("select[name=" + sides[0] + "]").selectOption(sides[1]);
            }
            task.locator(".check").click();
        } else {
            task.locator("input").fill(answer);
            task.locator("form button").click();
        }
    }

    private static Learner learner(Student student) {
        Database database = Database.open(DataFolder.open(data));
        return new Learners(database, Clock.systemUTC()).find(student.learner()).orElseThrow();
    }
}
