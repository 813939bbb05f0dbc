package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.run.ExerciseState;
import postroom.web.storage.Learner;

class PagesTest {
    private static final int PAGE_BUDGET_BYTES = 250 * 1024;
    private static final String STUDY = "/chapters/" + RunningApp.CHAPTER;

    private static RunningApp app;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        app = new RunningApp(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void theFrontPageSpeaksTheBrowsersLanguage() throws Exception {
        HttpResponse<String> english = app.get("/", "Accept-Language", "en-GB");
        HttpResponse<String> chinese = app.get("/", "Accept-Language", "zh-CN,zh;q=0.9");

        assertThat(english.body()).contains("<html lang=\"en\"").contains("SMTP by hand");
        assertThat(chinese.body()).contains("<html lang=\"zh-Hans\"").contains("手敲 SMTP");
        assertThat(english.headers().firstValue("Vary").orElse(""))
                .contains("Accept-Language")
                .contains("Cookie");
        assertThat(english.headers().firstValue("Cache-Control")).contains("private, no-cache");
    }

    @Test
    void theSwitchOverridesTheBrowserAndGoesBackWhereItWas() throws Exception {
        HttpResponse<String> answer = app.http.send(
                HttpRequest.newBuilder(URI.create(app.origin() + "/language"))
                        .header("Origin", app.origin())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("to=zh&back=" + STUDY))
                        .build(),
                BodyHandlers.ofString());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(STUDY);
        assertThat(cookie).startsWith("language=zh").contains("HttpOnly").contains("SameSite=Lax");
        assertThat(app.get("/", "Accept-Language", "en", "Cookie", "language=zh")
                        .body())
                .contains("zh-Hans");
    }

    @Test
    void theSwitchLeadsToNoOtherSite() throws Exception {
        HttpResponse<String> answer = app.http.send(
                HttpRequest.newBuilder(URI.create(app.origin() + "/language"))
                        .header("Origin", app.origin())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("to=zh&back=//evil.example/"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith("/")
                .doesNotContain("evil");
    }

    @Test
    void everyAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
        for (String path : new String[] {"/", STUDY, "/glossary", "/glossary/mta", "/nowhere"}) {
            HttpResponse<String> answer = app.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("script-src 'self';")
                    .contains("style-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.body())
                    .doesNotContain(" style=\"")
                    .doesNotContain("<style")
                    .doesNotContain(" onclick");
        }
    }

    @Test
    void whoeverEntersAChapterIsEnrolledOnce() throws Exception {
        String cookie = app.get(STUDY).headers().firstValue("Set-Cookie").orElseThrow();
        String pair = cookie.split(";", 2)[0];
        String again = app.get(STUDY, "Cookie", pair)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
        assertThat(again).startsWith(pair);
        assertThat(app.get("/").headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theTextStandsBesideItsExercises() throws Exception {
        assertThat(app.get(STUDY, "Accept-Language", "en").body())
                .contains("data-keys=\"telnet localhost 25\"")
                .contains("data-exercise=\"say-ehlo\"")
                .contains("data-exercise=\"vrfy-off\"")
                .contains("0 of 9 exercises");
    }

    @Test
    void theGlossaryIsAPageOfItsOwnInBothLanguages() throws Exception {
        assertThat(app.get("/glossary", "Accept-Language", "en").body())
                .contains("<article id=\"bounce\"")
                .contains("<h3 id=\"name-bounce\">bounce</h3>")
                .contains("href=\"https://www.rfc-editor.org/rfc/rfc5321#section-4.5.5\"");
        assertThat(app.get("/glossary", "Accept-Language", "zh-CN").body())
                .contains("<h3 id=\"name-bounce\">退信<span class=\"english\" lang=\"en\">bounce</span></h3>");
    }

    @Test
    void anEntryComesAloneForTheCardBesideATerm() throws Exception {
        HttpResponse<String> entry = app.get("/glossary/mta", "Accept-Language", "en");

        assertThat(entry.body())
                .startsWith("<h3")
                .contains("mail transfer agent")
                .doesNotContain("<html");
        assertThat(app.get("/glossary/no-such-term").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasDoneIsShownOnBothPages() throws Exception {
        Learner ada = app.learners.enrol();
        app.progress.keep(ada, "say-ehlo", new ExerciseState(Set.of("greeted", "left"), true, 0, 0, ""));
        String cookie = "postroom_learner=" + ada.id();

        assertThat(app.get("/", "Cookie", cookie).body())
                .contains("Continue with chapter 3")
                .contains("1 of 9 done");
        assertThat(app.get(STUDY, "Cookie", cookie).body())
                .contains("1 of 9 exercises")
                .contains("exercise done\" id=\"exercise-say-ehlo\"");
    }

    @Test
    void whatIsNotThereIsSaidInTheReadersLanguage() throws Exception {
        HttpResponse<String> answer = app.get("/nowhere", "Accept-Language", "zh");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("没有这个页面");
        assertThat(app.get("/chapters/99-none").statusCode()).isEqualTo(404);
        assertThat(app.get("/assets/0/../../x").statusCode()).isBetween(400, 404);
        assertThat(app.get("/language").statusCode()).isEqualTo(405);
    }

    @Test
    void thePageWithTheTerminalWeighsLessThanItsBudget() throws Exception {
        HttpResponse<byte[]> page = fetch(STUDY);
        int total = page.body().length;
        String html = app.get(STUDY).body();
        Set<String> files = new TreeSet<>();
        find("(?:href|src)=\"(/assets/[^\"]+)\"", html, files);
        for (String name : new String[] {"socket", "terminal", "wire", "exercises", "events", "layout", "splitter"}) {
            files.add(files.iterator().next().replaceAll("(/assets/[^/]+/).*", "$1js/" + name + ".js"));
        }
        for (String font : new String[] {"source-serif-4-latin-wght-normal", "ibm-plex-mono-latin-600-normal"}) {
            files.add(files.iterator().next().replaceAll("(/assets/[^/]+/).*", "$1fonts/" + font + ".woff2"));
        }
        for (String file : files) {
            HttpResponse<byte[]> answer = fetch(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            total += answer.body().length;
        }

        assertThat(files).hasSizeGreaterThan(15);
        assertThat(total).isLessThan(PAGE_BUDGET_BYTES);
    }

    private static HttpResponse<byte[]> fetch(String path) throws Exception {
        return app.http.send(
                HttpRequest.newBuilder(URI.create(app.origin() + path))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static void find(String pattern, String in, Set<String> found) {
        Matcher matcher = Pattern.compile(pattern).matcher(in);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
