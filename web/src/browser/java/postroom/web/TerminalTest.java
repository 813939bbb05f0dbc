package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
