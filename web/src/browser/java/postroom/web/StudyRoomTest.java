package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyRoomTest {
    private static final String STUDY = "/chapters/03-smtp-by-hand";
    private static final String GREETING = "220 myserver.mydomain.net ESMTP Postfix (Ubuntu)";

    @TempDir
    private static Path data;

    private static ServerProcess server;

    private Student student;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void enter() {
        student = new Student("en-GB", 1280, 800);
        student.page.navigate(server.address() + STUDY);
        student.seesPrompt(0);
    }

    @AfterEach
    void leave() {
        assertThat(student.complaints).isEmpty();
        student.close();
    }

    @Test
    void aCommandInTheTextTypesItself() {
        student.page.locator(".type[data-keys='telnet localhost 25']").first().click();
        student.sees(GREETING, 0);
        student.page.locator(".type[data-keys='EHLO client.example']").first().click();
        student.sees("250 CHUNKING", 0);
        student.seesTicked("say-ehlo", "greeted");

        assertThat(student.wire()).contains("S: " + GREETING).contains("C: EHLO client.example");
        student.page.locator(".type[data-keys='quit']").first().click();
        student.seesDone("say-ehlo");
    }

    @Test
    void reloadBringsTheSameShellBackWithItsScreen() {
        student.command("token=still-here");
        student.enter("telnet localhost 25");
        student.sees(GREETING, 0);
        String before = student.screen();

        student.page.reload();
        student.sees(GREETING, 0);
        assertThat(student.screen()).isEqualTo(before);
        student.enter("QUIT");
        student.sees("221 2.0.0 Bye", 0);
        student.seesPrompt(0);
        assertThat(student.command("echo $token")).isEqualTo("still-here");
    }

    @Test
    void anExerciseCanBeBegunAgain() {
        student.command("echo precious > note");
        student.card("say-ehlo").locator("[data-reset]").click();
        student.card("say-ehlo").locator("[data-no]").click();
        assertThat(student.command("cat note")).isEqualTo("precious");

        student.card("say-ehlo").locator("[data-reset]").click();
        student.card("say-ehlo").locator("[data-yes]").click();
        student.page.waitForFunction("() => !postroom.screenText().includes('precious')");
        student.seesPrompt(0);
        assertThat(student.command("cat note")).contains("No such file or directory");
    }

    @Test
    void hintsComeOneByOneOnRequest() {
        Locator card = student.card("say-ehlo");
        card.locator("[data-hint]").click();
        card.locator("[data-hints] li").first().waitFor();
        card.locator("[data-hint]").click();
        card.locator("[data-hints] li").nth(1).waitFor();
        card.locator("[data-hint]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        assertThat(card.locator("[data-hints]").innerText())
                .contains("makes the call")
                .contains("QUIT");
    }

    @Test
    void aNearMissIsTold() {
        student.command("printf 'HELO client.example\\r\\nQUIT\\r\\n' | nc -q1 localhost 25");
        Locator near = student.task("say-ehlo", "greeted").locator("[data-near]");
        near.waitFor();

        assertThat(near.innerText()).contains("HELO is the old greeting");
    }

    @Test
    void theKeyboardGetsEverywhereAndOutOfTheTerminal() {
        student.type("echo a");
        student.page.keyboard().press("Control+Shift+Period");
        student.page.keyboard().press("ArrowRight");
        assertThat(student.page.locator("#tab-wire").getAttribute("aria-selected"))
                .isEqualTo("true");
        student.page.keyboard().press("Home");
        assertThat(student.page.locator("#tab-terminal").getAttribute("aria-selected"))
                .isEqualTo("true");
    }

    @Test
    void onAPhoneTextAndTerminalTakeTurns() {
        try (Student phone = new Student("zh-CN", 360, 740)) {
            phone.page.navigate(server.address() + STUDY);
            phone.page.locator(".type[data-keys='telnet localhost 25']").first().click();
            phone.sees(GREETING, 0);
            assertThat(phone.page.locator("#tab-terminal").getAttribute("aria-selected"))
                    .isEqualTo("true");
            phone.shoot("phone-terminal");
            phone.page.locator("#tab-text").click();
            assertThat(phone.page.locator("h1").isVisible()).isTrue();
            Object overflow = phone.page.evaluate(
                    "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertThat(overflow).isEqualTo(false);
            assertThat(phone.complaints).isEmpty();
        }
    }

    @Test
    void themeAndLanguageStayChosen() {
        student.page.locator("[data-theme-switch] input[value=dark]").check(new Locator.CheckOptions().setForce(true));
        student.page.locator(".bar form button").click();
        student.seesPrompt(0);

        assertThat(student.page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
        assertThat(student.page.locator("html").getAttribute("lang")).isEqualTo("zh-Hans");
        assertThat(student.page.url()).endsWith(STUDY);
    }

    @Test
    void aPageOfAnotherSiteGetsNoSocket() {
        try (Student stranger = new Student("en-GB", 800, 600)) {
            stranger.page.navigate("about:blank");
            Object outcome = stranger.page.evaluate(
                    "url => new Promise(done => { const s = new WebSocket(url); s.onopen = () => done('open');"
                            + " s.onerror = () => done('refused'); })",
                    server.address().replace("http", "ws") + STUDY + "/terminal");
            assertThat(outcome).isEqualTo("refused");
        }
    }
}
