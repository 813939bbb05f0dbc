package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file, a letter or a program prints cannot reach beyond the terminal: not the page, not the shell, not the clipboard. */
class HostileOutputTest {
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
        student.mayUseClipboard(server.address());
        student.page.navigate(server.address() + "/chapters/03-smtp-by-hand");
        student.seesPrompt(0);
        student.page.evaluate("() => { window.marks = 0; }");
    }

    @AfterEach
    void leave() {
        assertThat(student.page.evaluate("() => window.marks")).isEqualTo(0);
        assertThat(student.complaints).isEmpty();
        student.close();
    }

    @Test
    void theClipboardStaysTheReaders() {
        student.page.evaluate("() => navigator.clipboard.writeText('mine')");
        student.command("printf '\\033]52;c;%s\\007' \"$(echo -n evil | base64)\"");

        assertThat(student.page.evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo("mine");
    }

    @Test
    void whatIsPastedCannotEndThePaste() {
        student.page.evaluate("() => navigator.clipboard.writeText('echo \\u001b[201~\\necho got out\\n\\u001b[200~')");
        student.page.locator(".xterm-helper-textarea").focus();
        student.page.keyboard().press("Control+Shift+v");
        student.sees("echo [201~", 0);
        student.page.keyboard().press("Control+c");
        student.sees("^C", 0);

        assertThat(student.screen().lines()).doesNotContain("got out");
    }

    @Test
    void titlesAndLinksAreNothingToThePage() {
        String title = student.page.title();
        String address = student.page.url();
        student.command("printf '\\033]0;<img src=x onerror=marks++>\\007\\033]2;evil\\033\\\\'");
        student.command("printf '\\033]8;;javascript:marks++\\033\\\\click me\\033]8;;\\033\\\\\\n'");
        student.command("printf 'javascript:marks++ <a href=javascript:marks++>x</a> http://evil.example/\\n'");
        student.sees("click me", 0);

        student.page.locator("[data-screen]").click();
        assertThat(student.page.locator("[data-screen] a").count()).isZero();
        assertThat(student.page.title()).isEqualTo(title);
        assertThat(student.page.url()).isEqualTo(address);
    }

    @Test
    void thePageHasNoWindowToMoveOrClose() {
        Student.Grid before = student.grid();
        for (String each : List.of("8;5;5", "3;0;0", "4;10;10", "2", "9;1", "22", "23", "?3", "10;1")) {
            student.command("printf '\\033[" + each + "t'");
        }
        student.command("printf '\\033[?40h\\033[?3h'");

        assertThat(student.grid().columns()).isEqualTo(before.columns());
        assertThat(student.grid().rows()).isEqualTo(before.rows());
    }

    @Test
    void namesAreQuotedAsTheRealLsQuotesThem() {
        student.command(
                "mkdir names; touch \"names/$(printf '\\033]0;evil\\007')\" \"names/$(printf 'a\\033[2Jb')\" 'names/<b>bold<'");

        assertThat(student.command("ls names").replaceAll("\\s+", " "))
                .isEqualTo("''$'\\033'']0;evil'$'\\a' '<b>bold<' 'a'$'\\033''[2Jb'");
    }

    @Test
    void whatALetterSaysIsTextOnTheWireToo() {
        student.command(
                "printf 'EHLO <img src=x onerror=marks++>\\r\\nMAIL FROM:<a@b.example>\\r\\nRCPT TO:<carla>\\r\\nDATA\\r\\n"
                        + "Subject: <script>marks++</script>\\r\\n\\r\\n<img src=x onerror=marks++>\\033]0;evil\\007\\r\\n.\\r\\nQUIT\\r\\n'"
                        + " | nc -q1 localhost 25");
        student.page.locator("#tab-wire").click();
        student.page.waitForFunction("() => postroom.wireText().includes('<script>marks++</script>')");

        assertThat(student.page.locator("main img[src=x], main script").count()).isZero();
    }

    @Test
    void theScreenReadersCopyIsTextToo() {
        student.page.locator("[data-reader]").check(new com.microsoft.playwright.Locator.CheckOptions().setForce(true));
        student.command("echo '<img src=x onerror=marks++>'");
        student.command("cat /dev/null");

        assertThat(student.page.locator("[data-screen] img").count()).isZero();
        student.page
                .locator("[data-reader]")
                .uncheck(new com.microsoft.playwright.Locator.UncheckOptions().setForce(true));
    }
}
