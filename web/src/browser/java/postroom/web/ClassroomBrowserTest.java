package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instructor and three students at once; the server is killed in the middle of the lesson. */
class ClassroomBrowserTest {
    private static final String STUDY = "/chapters/03-smtp-by-hand";
    private static final double PATIENCE_MS = 20_000;
    private static final String SAY_EHLO = "0"; // the place of the exercise in the matrix
    private static final String OLD_SCREEN = "this stood there before the kill";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path data;

    private ServerProcess server;
    private BrowserContext desk;
    private Page board;
    private final List<String> complaints = new ArrayList<>();
    private final List<Student> students = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = new ServerProcess(data, "--classroom");
        desk = Chromium.window("en-GB", 1440, 900, ColorScheme.LIGHT);
        board = desk.newPage();
        board.setDefaultTimeout(15_000);
        Chromium.note(board, complaints);
    }

    @AfterEach
    void stop() {
        students.forEach(Student::close);
        desk.close();
        server.close();
    }

    private void makeClass() throws Exception {
        board.navigate(server.setup());
        board.locator("[name=password]").fill(PASSWORD);
        board.locator("[name=again]").fill(PASSWORD);
        board.locator("main .button").click();
        board.waitForURL("**/classes");
        board.locator("[name=name]").fill("Monday, room 4");
        board.locator("[name=chapter][value='00-the-map']").uncheck();
        board.locator("[name=chapter][value='01-installing-postfix']").uncheck();
        board.locator("[name=chapter][value='02-is-it-alive']").uncheck();
        board.locator("main .button").click();
        board.locator("[data-nobody] .code").waitFor();
    }

    private Student join(String link, String name) {
        Student student = new Student("en-GB", 1280, 800);
        students.add(student);
        student.page.navigate(link);
        student.page.locator("[name=name]").fill(name);
        student.page.locator("main .button").click();
        student.page.getByText("Hello, " + name).waitFor();
        student.page.navigate(server.address() + STUDY);
        student.seesPrompt(0);
        return student;
    }

    private Locator cell(String name, String state) {
        return board.locator(
                "tr:has(a:text-is('" + name + "')) td[data-cell='" + SAY_EHLO + "'][data-state='" + state + "']");
    }

    /** The matrix follows; how quickly is for the bench to measure. */
    private static void follows(Locator place) {
        place.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
    }

    private static void solve(Student student) {
        int before = student.screen().length();
        student.enter("telnet localhost 25");
        student.sees("220 myserver", before);
        student.enter("EHLO client.example");
        student.sees("250 CHUNKING", before);
        student.enter("QUIT");
        student.seesDone("say-ehlo");
    }

    private static void miss(Student student, int time) {
        student.command("printf 'HELO client.example\\r\\nQUIT\\r\\n' | nc -q1 localhost 25");
        student.page.waitForFunction(
                "([card, hints]) => document.querySelectorAll(`[data-exercise='${card}'] [data-hints] li`).length >="
                        + " hints",
                List.of("say-ehlo", Math.min(2, time - 1)));
    }

    @Test
    void aLessonWithAServerThatIsKilledInItsMiddle() throws Exception {
        makeClass();
        String link = board.locator("[data-nobody] .link").innerText();
        Student ada = join(link, "Ada");
        follows(cell("Ada", "open"));
        Student grace = join(link, "Grace");
        Student mallory = join(link, "<script>alert(1)</script>");
        follows(cell("<script>alert(1)</script>", "open"));

        ada.command("echo 'before the kill' > note");
        solve(ada);
        follows(cell("Ada", "done"));
        for (int time = 1; time <= 3; time++) {
            miss(grace, time);
        }
        grace.page.locator("[data-near]:visible").waitFor();
        cell("Grace", "stuck").waitFor();
        assertThat(board.locator("[data-help] li").first().innerText())
                .contains("Grace")
                .contains("HELO is the old greeting")
                .contains("misses: 3");
        assertThat(board.locator("[data-hard] li").first().innerText()).contains("students: 1 · times: 3");
        marks();
        board.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "matrix.png")));

        for (Student each : List.of(ada, grace, mallory)) {
            each.command("echo " + OLD_SCREEN);
        }
        int port = URI.create(server.address()).getPort();
        server.kill();
        board.locator(".lost").waitFor();
        server = new ServerProcess(data, "--classroom", "--port", String.valueOf(port));
        everybodyGoesOn(ada, grace, mallory);

        board.locator(".live:not(.lost)").waitFor();
        cell("Ada", "done").waitFor();
        cell("Grace", "stuck").waitFor();
        solve(grace);
        follows(cell("Grace", "done"));
        screen();
        complaints.removeIf(complaint -> complaint.contains("WebSocket connection to"));
        assertThat(complaints).isEmpty();
    }

    private void everybodyGoesOn(Student... all) {
        for (Student student : all) {
            student.page.waitForFunction("old => !postroom.screenText().includes(old)", OLD_SCREEN);
            student.seesPrompt(0);
        }
        assertThat(all[0].command("cat note")).isEqualTo("before the kill");
        assertThat(all[0].page.locator("[data-exercise='say-ehlo'].done").count())
                .isEqualTo(1);
        assertThat(all[2].command("cat note")).contains("No such file");
    }

    private void marks() {
        String place = board.url() + "/marks/";
        assertThat(board.request().get(place + "plain").text())
                .startsWith("\uFEFFName,")
                .containsPattern("(?m)^Ada,,[0-9-]{10},1,[0-9],[0-9],100,");
        assertThat(board.request().get(place + "moodle").text()).containsPattern("(?m)^Ada,,,100,0,");
        assertThat(board.request().get(place + "canvas").text())
                .containsPattern("(?m)^Ada,,,,\"Monday, room 4\",100,0,")
                .containsPattern("(?m)^<script>alert\\(1\\)</script>,,,,\"Monday, room 4\",0,");
    }

    /** The page for the projector: the same figures, and no name. */
    private void screen() {
        board.navigate(board.url() + "/screen");
        Locator first = board.locator("[data-figure]").first();
        board.waitForFunction("() => document.querySelector('[data-figure]').textContent === '2/3'");
        assertThat(first.innerText()).isEqualTo("2/3");
        assertThat(board.locator("main").innerText()).doesNotContain("Ada").doesNotContain("Grace");
    }

    @Test
    void theMatrixIsWalkedWithTheKeyboardAndFitsAPhone() throws Exception {
        makeClass();
        String link = board.locator("[data-nobody] .link").innerText();
        join(link, "Ada");
        join(link, "Grace");
        cell("Grace", "open").waitFor();

        board.locator("tr:has(a:text-is('Ada')) td[data-cell='0']").focus();
        board.keyboard().press("ArrowRight");
        board.keyboard().press("ArrowDown");
        assertThat(board.locator("[data-detail]").innerText())
                .startsWith("Grace · 3.2 ")
                .contains("not begun");
        board.keyboard().press("Enter");
        board.waitForURL("**/seats/*");
        assertThat(board.locator("h1").innerText()).isEqualTo("Grace");
        board.goBack();

        board.setViewportSize(360, 740);
        cell("Grace", "open").waitFor();
        Object overflow =
                board.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(overflow).isEqualTo(false);
        assertThat(complaints).isEmpty();
    }
}
