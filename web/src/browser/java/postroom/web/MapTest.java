package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapTest {
    private static final String STUDY = "/chapters/03-smtp-by-hand";

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

    private void show(String pane) {
        student.page.locator("#tab-" + pane).click();
    }

    private Locator station(String program) {
        return student.page.locator("[data-spots] tr:has(th code:text-is('" + program + "'))");
    }

    private Locator mail() {
        return student.page.locator("[data-mails] tbody tr");
    }

    private void seesStep(String text) {
        student.page.locator("[data-steps] tr:has-text('" + text + "')").first().waitFor();
    }

    @Test
    void aMessageIsStoppedLookedIntoAndLetGo() {
        show("map");
        station("local").locator("input").check();
        show("terminal");
        student.command("printf 'Subject: a map\\n\\nHello Carla\\n' | sendmail carla");
        show("map");
        mail().first().waitFor();
        Locator where = mail().first().locator("td").nth(1);
        student.page.waitForFunction(
                "() => document.querySelector('[data-mails] tbody td:nth-child(2)').textContent === 'stopped before local'");
        assertThat(where.innerText()).isEqualTo("stopped before local");
        student.page.locator(".token.stopped").waitFor();
        show("terminal");
        assertThat(student.command("cat /var/mail/carla")).doesNotContain("a map");
        assertThat(student.command("mailq")).contains("carla@myserver.mydomain.net");

        show("map");
        mail().first().locator("button").first().click();
        Locator letter = student.page.locator("[data-letter]");
        letter.waitFor();
        assertThat(letter.innerText())
                .contains("<student@myserver.mydomain.net>")
                .contains("<carla@myserver.mydomain.net>")
                .contains("Subject: a map")
                .contains("Hello Carla")
                .contains("/var/spool/postfix/active/");
        letter.locator("[data-letter-go]").click();
        seesStep("local delivered it to carla@myserver.mydomain.net: 2.0.0 delivered to mailbox");
        student.page.locator("[data-no-mails]").waitFor();
        station("local").locator("input").uncheck();
        show("terminal");
        assertThat(student.command("sudo cat /var/mail/carla")).contains("Subject: a map");
    }

    @Test
    void aStationThatIsStoppedOrChangedShowsIt() {
        show("map");
        Locator smtpd = station("smtpd");
        smtpd.locator("td:text-is('ready (:25)')").waitFor();
        show("terminal");
        student.command("sudo postconf -e 'smtpd_banner = hello'");
        show("map");
        student.page.locator("[data-map-stale]:not(:empty)").waitFor();
        show("terminal");
        student.command("sudo postfix reload");
        student.command("sudo postfix stop");
        show("map");
        smtpd.locator("td:text-is('not running')").waitFor();
        assertThat(student.page.locator("[data-spot=smtpd]").getAttribute("data-state"))
                .isEqualTo("down");
        assertThat(student.page.locator("[data-map-stale]").innerText()).isEmpty();
        show("terminal");
        student.command("sudo postfix start");
        show("map");
        smtpd.locator("td:text-is('ready (:25)')").waitFor();
    }

    @Test
    void theKeyboardStopsAStationAndAPhoneHasRoomForTheMap() {
        student.page.locator("#tab-terminal").focus();
        student.page.keyboard().press("ArrowRight");
        student.page.keyboard().press("ArrowRight");
        assertThat(student.page.locator("#tab-map").getAttribute("aria-selected"))
                .isEqualTo("true");
        Locator box = station("smtp").locator("input");
        box.focus();
        student.page.keyboard().press("Space");
        student.page.locator("[data-spot=smtp].barred").waitFor();
        student.page.keyboard().press("Space");
        student.page.locator("[data-spot=smtp]:not(.barred)").waitFor();

        student.page.setViewportSize(360, 740);
        Object wider = student.page.evaluate(
                "() => { const map = document.querySelector('.map-scroll'); return map.scrollWidth > map.clientWidth; }");
        assertThat(wider).isEqualTo(false);
    }
}
