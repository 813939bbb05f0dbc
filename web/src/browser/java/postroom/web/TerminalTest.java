package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's terminal under programs that take the screen, the keyboard, or all that the line carries. */
class TerminalTest {
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
        student.page.navigate(server.address() + "/chapters/03-smtp-by-hand");
        student.seesPrompt(0);
    }

    @AfterEach
    void leave() {
        assertThat(student.complaints).isEmpty();
        student.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano f|^X", "less f|q", "vi f|:q!\r", "man postconf|q"})
    void aFullScreenProgramFollowsTheWindowAndGivesTheScreenBack(String programAndEnd) {
        String program = programAndEnd.split("\\|")[0];
        String end = programAndEnd.split("\\|")[1];
        student.resizeTerminal(80, 24);
        student.command("seq 1 200 > f; echo before");
        student.enter(program);
        seesFullScreenOf(24);
        student.resizeTerminal(70, 30);
        seesFullScreenOf(30);
        student.resizeTerminal(90, 20);
        seesFullScreenOf(20);
        if (end.startsWith("^")) {
            student.page
                    .keyboard()
                    .press("Control+" + end.toLowerCase(java.util.Locale.ROOT).charAt(1));
        } else {
            student.type(end);
        }
        student.page.waitForFunction("() => postroom.screenText().includes('before')");
        student.seesPrompt(0);

        assertThat(student.command("stty size")).isEqualTo("20 90");
        assertThat(student.screen()).contains("\nbefore\n").doesNotContain("\n150\n");
    }

    /** The shell's own lines are gone, and the program has drawn down to the last row. */
    private void seesFullScreenOf(int rows) {
        try {
            student.page.waitForFunction(
                    "rows => { const grid = postroom.screenGrid(); return grid.rows === rows && grid.lines.length >= rows - 1"
                            + " && !grid.lines.some(line => line.startsWith('student@myserver')); }",
                    rows);
        } catch (TimeoutError e) {
            throw new AssertionError("not drawn over " + rows + " rows: " + student.grid(), e);
        }
    }

    @Test
    void typeAheadRunsWhenThePromptIsBack() {
        int before = student.screen().length();
        student.enter("sleep 2; echo \"slept\" well");
        student.type("echo typed \"ahead\"\r");
        student.type("echo half");
        student.sees("slept well", before);
        student.sees("typed ahead", before);
        student.sees("$ echo half", before);
        student.page.keyboard().press("Enter");
        student.sees("\nhalf", before);

        assertThat(student.screen().indexOf("slept well"))
                .isLessThan(student.screen().lastIndexOf("typed ahead"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yes", "cat /dev/zero | base64", "while :; do echo line; done", "yes $'\\033[31mred\\033[0m'"})
    void aFastProducerIsEndedByOneKey(String producer) {
        student.enter(producer);
        student.page.waitForFunction("() => postroom.screenGrid().lines.length === postroom.screenGrid().rows");
        student.page.keyboard().press("Control+c");
        try {
            student.page.waitForFunction(
                    "() => postroom.screenGrid().lines.slice(-1)[0].trimEnd() === 'student@myserver:~$'");
        } catch (TimeoutError e) {
            throw new AssertionError("no prompt behind ^C: " + student.grid(), e);
        }

        student.enter("echo all \"well\"");
        student.sees("all well", 0);
    }
}
