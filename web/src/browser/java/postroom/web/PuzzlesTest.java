package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first minutes, in chapter 0: a letter by two clicks, then an order and pairs by the keyboard alone. */
class PuzzlesTest {
    private static final List<String> HOPS = List.of("ada", "submission", "dns", "mx", "mda", "bob");

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

    @Test
    void theFirstLetterGoesOutByAClickOnTheFrontPageAndOneInTheText() {
        try (Student student = new Student("en-GB", 1440, 900)) {
            student.page.navigate(server.address());
            student.page.getByText("Start with chapter 0").click();
            student.seesPrompt(0);
            Locator card = student.card("find-the-token");
            card.locator(".type").first().click();
            student.seesTicked("find-the-token", "arrived");
            String mail = student.command("sudo cat /var/mail/carla");
            String word = mail.replaceAll("(?s).*The word of the day is (\\w+).*", "$1");
            student.task("find-the-token", "word").locator("input").fill(word);
            student.page.keyboard().press("Enter");
            student.seesDone("find-the-token");
            student.shoot("chapter-0-en");
            assertThat(student.complaints).isEmpty();
        }
    }

    @Test
    void anOrderAndPairsAreGivenByTheKeyboard() {
        try (Student student = new Student("zh-CN", 390, 844)) {
            student.page.navigate(server.address() + "/chapters/00-the-map");
            student.seesPrompt(0);
            student.page.locator("#tab-text").click();
            Locator order = student.task("order-of-hops", "order");
            for (int place = 0; place < HOPS.size(); place++) {
                Locator piece = order.locator("[data-piece='" + HOPS.get(place) + "']");
                piece.locator("[data-move='-1']").focus();
                // five presses bring any piece to the top; what stands in its place already is not disturbed
                while (indexOf(order, HOPS.get(place)) > place) {
                    student.page.keyboard().press("Enter");
                }
            }
            student.shoot("order-zh-narrow");
            order.locator(".check").focus();
            student.page.keyboard().press("Enter");
            student.seesDone("order-of-hops");

            Locator pairs = student.task("ports-and-protocols", "pairs");
            pairs.locator("select[name=p25]").selectOption("submission");
            pairs.locator("select[name=p587]").selectOption("relay");
            pairs.locator("select[name=p110]").selectOption("pop");
            pairs.locator("select[name=p143]").selectOption("imap");
            pairs.locator(".check").press("Enter");
            pairs.locator("[data-near]").waitFor();
            student.shoot("pairs-zh-narrow");
            pairs.locator("select[name=p25]").selectOption("relay");
            pairs.locator("select[name=p587]").selectOption("submission");
            pairs.locator(".check").press("Enter");
            student.seesDone("ports-and-protocols");
            assertThat(student.complaints).isEmpty();
        }
    }

    private static int indexOf(Locator order, String piece) {
        Object ids = order.evaluate("row => [...row.querySelectorAll('[data-piece]')].map(each => each.dataset.piece)");
        return ((List<?>) ids).indexOf(piece);
    }
}
