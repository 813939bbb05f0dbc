package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostPaneTest {
    @TempDir
    private static Path data;

    @Test
    void mailIsReadSafelyAndAFileIsChangedAsRoot() throws Exception {
        try (ServerProcess server = new ServerProcess(data);
                Student student = new Student("en-GB", 1280, 800)) {
            student.page.navigate(server.address() + "/chapters/03-smtp-by-hand");
            student.seesPrompt(0);
            student.command("printf 'Subject: safe\\nContent-Type: text/html\\n\\n<p>Hi <b>you</b>"
                    + "<script>document.title=1</script><img src=\"http://evil.example/x.png\" alt=\"pixel\"></p>\\n'"
                    + " | sendmail student");
            student.command("until grep -q safe /var/mail/student; do sleep 0.2; done 2> /dev/null");
            student.page.locator("#tab-host").click();
            student.page
                    .locator("[data-folders] button:has-text('student: INBOX')")
                    .click();
            student.page.locator("[data-items] button:text-is('safe')").click();
            Locator message = student.page.locator("[data-rendered]");
            message.locator(".html").waitFor();
            assertThat(message.locator(".html").innerText()).isEqualTo("Hi you[picture, not loaded: pixel]");
            assertThat(message.locator("script, img").count()).isZero();
            assertThat(student.page.title()).isNotEqualTo("1");

            student.page.locator("[name=host-show][value=files]").check();
            student.page.locator("[data-entries] button:text-is('main.cf')").click();
            Locator text = student.page.locator("#host-text");
            text.waitFor();
            assertThat(text.getAttribute("readonly")).isNotNull();
            student.page.locator("[data-up]").click();
            student.page.locator("[name=host-as][value=root]").check();
            student.page.locator("[data-entries] button:text-is('main.cf')").click();
            student.page.locator("#host-text:not([readonly])").waitFor();
            text.fill("compatibility_level = 3.6\n");
            student.page.locator("[data-save-file]").click();
            student.page.locator("[data-host-said]:has-text('has been saved')").waitFor();
            student.page.locator("#tab-terminal").click();
            assertThat(student.command("cat /etc/postfix/main.cf")).isEqualTo("compatibility_level = 3.6");
            assertThat(student.complaints).isEmpty();
        }
    }
}
