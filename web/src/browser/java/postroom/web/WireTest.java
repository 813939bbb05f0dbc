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

class WireTest {
    private static final String STUDY = "/chapters/03-smtp-by-hand";
    private static final String RELAY =
            "printf 'EHLO c.example\\r\\nMAIL FROM:<a@c.example>\\r\\nRCPT TO:<b@elsewhere.example>\\r\\nQUIT\\r\\n'"
                    + " | nc -q9 localhost 25 > /dev/null";

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
    void aRefusalNamesTheRuleThatMadeIt() {
        student.command("sudo postconf -e 'mynetworks = 192.0.2.77/32' && sudo postfix reload");
        student.command(RELAY);
        student.page.locator("#tab-wire").click();
        Locator why = student.page.locator(".lines .why").last();
        why.waitFor();
        assertThat(why.innerText())
                .isEqualTo("↳ defer_unauth_destination, in smtpd_relay_restrictions of your main.cf.");

        student.page.locator("#tab-terminal").click();
        student.command("sudo postconf -X smtpd_relay_restrictions && sudo postfix reload");
        student.command(RELAY);
        student.page.locator("#tab-wire").click();
        Locator refusals = student.page.locator(".lines .why");
        student.page.waitForFunction("() => document.querySelectorAll('.lines .why').length === 2");
        assertThat(refusals.last().innerText())
                .isEqualTo(
                        "↳ defer_unauth_destination, from the default of smtpd_relay_restrictions; you have not set it.");
        assertThat(student.wire())
                .contains("S: 454 4.7.1 <b@elsewhere.example>: Relay access denied\n   ↳ defer_unauth_destination");

        student.page.locator(".lines li:has(.why) .head").last().click();
        Locator note = student.page.locator("[data-note]");
        note.waitFor();
        assertThat(note.innerText())
                .contains("454")
                .contains("4.7.1: not permitted by the server’s policy. RFC 3463 §3.8")
                .contains("defer_unauth_destination: As reject_unauth_destination");
        student.page.keyboard().press("Escape");
        assertThat(note.isVisible()).isFalse();
    }

    @Test
    void behindStarttlsAWiretapSeesOnlyCipherText() {
        student.command("(sleep 1; printf 'EHLO c.example\\r\\nMAIL FROM:<a@c.example>\\r\\nQUIT\\r\\n'; sleep 1)"
                + " | openssl s_client -quiet -starttls smtp -connect localhost:25");
        student.page.locator("#tab-wire").click();
        Locator lines = student.page.locator(".lines");
        student.page.locator(".lines .said:has-text('MAIL FROM:<a@c.example>')").waitFor();
        student.page.locator(".life:text-is('closed')").last().waitFor();

        assertThat(student.page
                        .locator(".lines .tap .tls:text-is('TLS handshake')")
                        .count())
                .isPositive();
        assertThat(lines.locator(".cipher .tap:has-text('MAIL')").count()).isZero();
        assertThat(lines.locator(".c:not(.cipher) .tap:text-is('STARTTLS')").count())
                .isEqualTo(1);
        assertThat(student.wire())
                .containsPattern("T: → \\d+ bytes TLS data 17 03 03 [0-9a-f ]+(…)?\nC: EHLO c.example")
                .containsPattern("S: 221 2.0.0 Bye\nT: ← \\d+ bytes TLS data 17 03 03")
                .contains("C: MAIL FROM:<a@c.example>\nS: 250 2.1.0 Ok");
    }

    @Test
    void passwordsAreHiddenAndAMeaningIsFoundWithTheKeyboard() {
        student.command("printf 'EHLO c.example\\r\\nAUTH PLAIN AGEAYg==\\r\\nQUIT\\r\\n' | nc -q9 localhost 25");
        student.page.locator("#tab-wire").click();
        student.page.locator(".lines .c .masked").first().waitFor();
        assertThat(student.wire()).contains("C: AUTH PLAIN hidden").doesNotContain("AGEAYg==");

        student.page.locator("[data-wire]").focus();
        student.page.keyboard().press("Tab");
        student.page.keyboard().press("ArrowUp");
        student.page.locator("[data-note] h3:text-is('QUIT')").waitFor();
        assertThat(student.page.locator("[data-note] a").first().getAttribute("href"))
                .isEqualTo("https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.10");
        student.page.keyboard().press("Escape");
        assertThat(student.page.locator("[data-note]").isVisible()).isFalse();
    }

    @Test
    void aFloodIsBounded() {
        student.command(
                "(printf 'EHLO a.example\\r\\nMAIL FROM:<>\\r\\n'; yes 'RCPT TO:<carla>' | head -n 900; printf 'QUIT\\r\\n')"
                        + " | nc -q30 localhost 25 > /dev/null");
        student.page.locator("#tab-wire").click();
        student.page.waitForFunction("() => document.querySelectorAll('.lines li').length === 1500");
        assertThat(student.wire()).startsWith("Older lines were dropped.");
    }
}
