package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some exercises have a host of their own: one goes there and comes back. */
class OwnHostTest {
    private static final String CHAPTER = "/chapters/06-main-cf";
    private static final String OWN = "one-blank-too-many";

    @TempDir
    private Path data;

    private ServerProcess server;
    private Student student;

    @BeforeEach
    void enter() throws Exception {
        server = new ServerProcess(data);
        student = new Student("en-GB", 1280, 800);
        student.page.navigate(server.address() + CHAPTER);
        student.seesPrompt(0);
    }

    @AfterEach
    void leave() {
        assertThat(student.complaints).isEmpty();
        student.close();
        server.close();
    }

    private Locator card(String exercise) {
        return student.page.locator("[data-exercise='" + exercise + "']");
    }

    private void comesTo(String host) {
        student.page.waitForFunction("host => document.querySelector('[data-host-name]').textContent === host", host);
        student.seesPrompt(0);
    }

    @Test
    void anExerciseIsSolvedOnItsOwnHostAndTheChaptersHostIsAsItWas() {
        student.enter("touch on-the-chapters-host; ls");
        student.sees("on-the-chapters-host", 0);
        assertThat(card(OWN).locator("[data-hint]").isEnabled()).isTrue();
        card(OWN).locator("[data-go]").click();
        comesTo("One blank too many");

        student.enter("ls -A | grep -c chapters-host; tail -1 /etc/postfix/main.cf");
        student.sees(" mailbox_size_limit = ", 0);
        assertThat(student.screen()).doesNotContain("on-the-chapters-host").contains("\n0\n");
        student.enter("sudo sed -i 's/^ mailbox_size/mailbox_size/' /etc/postfix/main.cf");
        student.seesDone(OWN);

        student.page.reload();
        comesTo("One blank too many");
        assertThat(student.screen()).as("the page comes back to where it was").contains("sudo sed -i");
        student.page.locator("[data-home]").click();
        student.page
                .locator("[data-host-strip]")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        student.sees("on-the-chapters-host", 0);
        assertThat(card(OWN).getAttribute("class")).contains("done");
    }

    @Test
    void theHostOfAnExerciseIsResetAlone() {
        card(OWN).locator("[data-go]").click();
        comesTo("One blank too many");
        student.enter("sudo rm /etc/postfix/main.cf; ls /etc/postfix/main.cf");
        student.sees("No such file or directory", 0);
        card(OWN).locator("[data-reset]").click();
        card(OWN).locator("[data-yes]").click();
        student.page.waitForFunction("() => !postroom.screenText().includes('No such file')");
        student.seesPrompt(0);
        student.enter("tail -1 /etc/postfix/main.cf");
        student.sees(" mailbox_size_limit = ", 0);
    }
}
