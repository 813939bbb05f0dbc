package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader meets a word that they do not know: by mouse, by the keyboard alone, on a phone, and in the glossary itself. */
class GlossaryTest {
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

    private static Locator card(Page page) {
        return page.locator("[data-term-card]:popover-open");
    }

    private static Locator term(Page page, String id) {
        return page.locator(".prose a[data-term='" + id + "']").first();
    }

    private static void open(Student student, String chapter) {
        student.page.navigate(server.address() + "/chapters/" + chapter);
        student.seesPrompt(0);
    }

    @Test
    void aClickShowsTheEntryBesideTheWordAndItsTermsLeadOn() {
        try (Student student = new Student("en-GB", 1440, 900)) {
            open(student, "03-smtp-by-hand");
            Locator word = term(student.page, "bounce");
            word.click();
            card(student.page).waitFor();
            student.shoot("term-en");

            assertThat(card(student.page).textContent())
                    .contains("could not be delivered")
                    .contains("RFC 3464");
            assertThat(word.getAttribute("aria-expanded")).isEqualTo("true");
            BoundingBox shown = card(student.page).boundingBox();
            BoundingBox at = word.boundingBox();
            assertThat(shown.y >= at.y + at.height || shown.y + shown.height <= at.y)
                    .as("the card leaves the word in sight")
                    .isTrue();

            card(student.page).locator("a[data-term='null-sender']").click();
            PlaywrightAssertions.assertThat(card(student.page).locator("h3")).hasText("null sender");
            student.page.locator("h1").click();
            PlaywrightAssertions.assertThat(card(student.page)).hasCount(0);
            assertThat(word.getAttribute("aria-expanded")).isEqualTo("false");
            assertThat(student.complaints).isEmpty();
        }
    }

    @Test
    void theKeyboardOpensItReadsItAndComesBackToTheWord() {
        try (Student student = new Student("zh-CN", 1440, 900)) {
            open(student, "01-installing-postfix");
            Locator word = term(student.page, "fqdn");
            word.focus();
            student.page.keyboard().press("Enter");
            card(student.page).waitFor();
            student.shoot("term-zh");

            assertThat(card(student.page).getAttribute("role")).isEqualTo("dialog");
            assertThat(student.page.evaluate("() => document.activeElement.closest('[data-term-card]') !== null"))
                    .isEqualTo(true);
            assertThat(card(student.page).textContent()).contains("完全限定域名");
            student.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(card(student.page)).hasCount(0);
            PlaywrightAssertions.assertThat(word).isFocused();
            assertThat(student.complaints).isEmpty();
        }
    }

    @Test
    void aTapOnAPhoneShowsItAtTheFootOfTheScreen() {
        try (Student student = Student.onAPhone("zh-CN")) {
            open(student, "00-the-map");
            student.page.locator("#tab-text").tap();
            term(student.page, "mx").tap();
            card(student.page).waitFor();
            student.shoot("term-zh-narrow");

            BoundingBox shown = card(student.page).boundingBox();
            assertThat(shown.x).isZero();
            assertThat(shown.width).isEqualTo(390);
            assertThat(Math.round(shown.y + shown.height)).isEqualTo(844);
            card(student.page).locator("[data-close]").tap();
            PlaywrightAssertions.assertThat(card(student.page)).hasCount(0);
            assertThat(student.complaints).isEmpty();
        }
    }

    @Test
    void theGlossaryFindsATermByAnyOfItsNames() {
        try (Student student = new Student("zh-CN", 1440, 900)) {
            Page page = student.page;
            page.navigate(server.address() + "/glossary#bounce");
            PlaywrightAssertions.assertThat(page.locator("#bounce")).isInViewport();
            page.locator("#find").fill("传输代理");
            PlaywrightAssertions.assertThat(page.locator(".entry:visible")).hasCount(1);
            PlaywrightAssertions.assertThat(page.locator("#mta")).isVisible();
            page.locator("#find").fill("BOUNCE");
            PlaywrightAssertions.assertThat(page.locator("#bounce")).isVisible();
            student.shoot("glossary-zh");
            assertThat(student.complaints).isEmpty();
        }
    }
}
