package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file, a letter or a program prints cannot reach beyond the terminal: not the page, not the shell, not the clipboard. */
class HostileOutputTest {
    @TempDir
    private static Path data;

    private static ServerProcess server;

    private final List<String> sent = new ArrayList<>();
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
        student.page.onWebSocket(socket -> socket.onFrameSent(frame -> sent.add(String.valueOf(frame.text()))));
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

    /** What the terminal says to the shell when this is printed; its status, which every terminal reports, comes last. */
    private String answerTo(String printf) {
        sent.clear();
        student.enter("printf '" + printf + "\\033[5n'");
        try {
            student.page.waitForCondition(() -> answers().contains("^[0n"));
        } catch (TimeoutError e) {
            throw new AssertionError("the terminal has said " + sent, e);
        }
        student.page.keyboard().press("Control+c"); // the shell takes the answers for typed keys
        return answers().replace("^[0n", "").replace("\u0003", "");
    }

    /** What the terminal has said since Enter: several reports may travel in one frame. */
    private String answers() {
        String keys = sent.stream()
                .filter(it -> it.startsWith("i"))
                .map(it -> it.substring(1))
                .collect(Collectors.joining());
        return keys.substring(keys.lastIndexOf('\r') + 1).replace('\u001b', '^');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\033[21t", // report the window's title
                "\\033[20t", // and the icon's
                "\\033[18t", // the size in characters
                "\\033[14t", // in pixels
                "\\033[13t", // the position
                "\\033[11t", // the state
                "\\033]0;id\\007\\033[21t",
                "\\005", // ENQ: the answerback message
                "\\033]52;c;?\\007", // the clipboard
                "\\033]10;?\\007\\033]11;?\\007\\033]4;1;?\\007", // colours
                "\\033P+q544e\\033\\\\", // a termcap entry
                "\\033[x", // terminal parameters
                "\\033[?26n", // the keyboard's language
                "\\033[1$w", // the cursor's state
            })
    void questionsThatNobodyNeedsGetNoAnswer(String question) {
        assertThat(answerTo(question)).isEmpty();
    }

    @Test
    void theAnswersOfEveryTerminalAreThoseOfEveryTerminal() {
        assertThat(answerTo("\\033[c")).isEqualTo("^[?1;2c");
        assertThat(answerTo("\\033[6n")).matches("\\^\\[\\d+;1R");
        assertThat(answerTo("\\033[>c")).isEqualTo("^[>0;276;0c");
    }

    @Test
    void aRequestForSettingsNeverComesBackAsItWasSent() {
        assertThat(answerTo("\\033P$qm\\033\\\\")).isEqualTo("^P1$r0m^\\");
        assertThat(answerTo("\\033P$q\\nrm -rf ~\\n\\033\\\\")).isEqualTo("^P0$r^\\");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\033[2147483647S",
                "\\033[2147483647T",
                "\\033[2147483647L",
                "\\033[2147483647M",
                "\\033[2147483647I",
                "\\033[2147483647Z",
                "x\\033[2147483647b",
                "\\033[2147483647@",
                "\\033[2147483647P",
                "\\033[2147483647X",
                "\\033\\n[2147483647S",
                "\\302\\2332147483647S",
                "\\033]0;\\033[2147483647S",
                "\\033[2147483647;2147483647H\\033[2147483647d\\033[2147483647B\\033[2147483647C",
                "\\033[99999999999999999999999999999999999999999999999999999999999999S",
                "\\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34;35m"
            })
    void hugeNumbersDoNotHoldThePage(String sequence) {
        student.enter("printf 'a" + sequence + "\\033[0m'; clear; echo still\" \"here");

        student.sees("still here", 0);
    }

    @Test
    void aStringWithoutAnEndIsForgottenWithTheNextPrompt() {
        for (String start : List.of("]0;", "P$q", "P1;2;3|", "_", "^", "X", "]52;c;")) {
            student.enter("printf '\\033" + start
                    + "'; head -c 300000 /dev/zero | tr '\\0' A; printf '\\033\\\\'; clear; echo still\" \"here");
            student.sees("still here", 0);
            student.page.keyboard().press("Control+c"); // what the terminal answers to `P$q` is typed at the prompt
            student.enter("clear");
            student.page.waitForFunction("() => !postroom.screenText().includes('still here')");
        }
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
