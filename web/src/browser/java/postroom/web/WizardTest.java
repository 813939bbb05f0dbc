package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Postfix's wizard by the keyboard, all five configuration types, compared cell by cell with the real one: each recording
 * installs Postfix on a bare host, answers, and looks at what became of main.cf, the mail name and the aliases.
 */
class WizardTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"internet", "smarthost", "satellite", "local", "none", "resized"})
    void looksAndActsLikeTheRealOne(String type) throws Exception {
        try (Student student = new Student("en-GB", 1280, 800)) {
            student.page.navigate(server.address() + "/chapters/01-installing-postfix");
            student.seesPrompt(0);
            ScreenPlay.read("wizard-" + type).play(student);
            assertThat(student.complaints).isEmpty();
        }
    }
}
