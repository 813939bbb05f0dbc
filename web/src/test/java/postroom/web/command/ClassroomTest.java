package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class as its members see it, and what they try that they must not. */
class ClassroomTest {
    private static final String STUDY = "/chapters/03-smtp-by-hand";

    @TempDir
    private static Path data;

    private static ClassroomServer server;
    private static Visitor instructor;

    @BeforeAll
    static void start() throws Exception {
        server = new ClassroomServer(data);
        instructor = server.instructor();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String backLink(Visitor student) throws Exception {
        Matcher link = Pattern.compile("/back/[A-Za-z0-9_-]{22}")
                .matcher(student.get("/").body());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    @Test
    void theTokenOfTheFirstStartIsGoodOnce() throws Exception {
        assertThat(server.setupToken()).isEmpty();
        assertThat(server.visitor().get("/setup?token=AAAAAAAAAAAAAAAAAAAAAA").statusCode())
                .isEqualTo(404);
        assertThat(server.visitor().get("/setup").statusCode()).isEqualTo(404);
    }

    @Test
    void theInstructorLogsInAndOut() throws Exception {
        Visitor again = server.visitor();
        assertThat(again.post("/login", "password", "wrong horse battery").statusCode())
                .isEqualTo(422);
        assertThat(again.cookie("postroom_instructor")).isEmpty();
        String cookie = again.post("/login", "password", ClassroomServer.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
        assertThat(again.get("/classes").statusCode()).isEqualTo(200);

        String secret = again.cookie("postroom_instructor");
        assertThat(again.post("/logout", "form", again.token("/classes")).statusCode())
                .isEqualTo(303);
        Visitor thief = server.visitor();
        thief.cookies.getCookieStore().add(null, new java.net.HttpCookie("postroom_instructor", secret));
        assertThat(Visitor.location(thief.get("/classes"))).isEqualTo("/login");
    }

    @Test
    void aStudentJoinsWithANameAndComesBackByTheLink() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Monday", 10);
        Visitor ada = server.visitor();
        assertThat(ada.get("/").body()).contains("Join your class");
        assertThat(ada.get("/join/" + code).body()).contains("<h1>Monday</h1>");
        ada.post("/join", "code", code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), "name", "Ada");
        assertThat(ada.get("/").body())
                .contains("Hello, Ada")
                .contains("SMTP by hand")
                .doesNotContain("The map");

        Visitor elsewhere = server.visitor();
        assertThat(Visitor.location(elsewhere.get(backLink(ada)))).isEqualTo("/");
        assertThat(elsewhere.get("/").body()).contains("Hello, Ada");
        assertThat(elsewhere.get(STUDY).statusCode()).isEqualTo(200);
        assertThat(server.student(code, "Grace").get("/").body()).contains("Hello, Grace");
        assertThat(ada.get("/chapters/00-the-map").statusCode())
                .as("a chapter that the class does not study")
                .isEqualTo(404);
    }

    @Test
    void whoHasNoSeatGetsNoLab() throws Exception {
        assertThat(Visitor.location(server.visitor().get(STUDY))).isEqualTo("/");
        assertThat(server.visitor().socket(STUDY + "/terminal").next()).isEqualTo("closed 1008");
        Visitor guesser = server.visitor();
        guesser.cookies
                .getCookieStore()
                .add(null, new java.net.HttpCookie("postroom_learner", "AAAAAAAAAAAAAAAAAAAAAA"));
        assertThat(guesser.socket(STUDY + "/terminal").next()).isEqualTo("closed 1008");
        assertThat(guesser.socket(STUDY + "/events").next()).isEqualTo("closed 1008");
    }

    @Test
    void eachHasALabOfTheirOwnAndNoWayIntoAnother() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Labs", 10);
        Visitor ada = server.student(code, "Ada");
        Visitor grace = server.student(code, "Grace");
        Visitor.Line hers = ada.socket(STUDY + "/terminal?columns=80&rows=24");
        hers.hear("$ ");
        hers.say("iecho only-ada > /tmp/mine; echo wri''tten\r");
        hers.hear("written");

        for (String address : new String[] {
            STUDY + "/terminal?learner=" + ada.cookie("postroom_learner"),
            STUDY + "/terminal?run=" + ada.cookie("postroom_learner") + "&from=0"
        }) {
            Visitor.Line line = grace.socket(address);
            line.hear("$ ");
            line.say("icat /tmp/mine\r");
            assertThat(line.hear("No such file")).doesNotContain("only-ada");
            line.close();
        }
        assertThat(grace.get(STUDY + "?learner=" + ada.cookie("postroom_learner"))
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElse(""))
                .contains(grace.cookie("postroom_learner"));
        hers.close();
    }

    @Test
    void aStudentIsNoInstructor() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Guarded", 10);
        Visitor student = server.student(code, "Eve");
        for (String path : new String[] {
            "/classes",
            "/classes/1",
            "/classes/1/seats",
            "/classes/1/seats/1",
            "/classes/1/screen",
            "/classes/1/marks/plain"
        }) {
            assertThat(Visitor.location(student.get(path))).as(path).isEqualTo("/login");
        }
        for (String path : new String[] {
            "/classes", "/classes/1", "/classes/1/remove", "/classes/1/seats/1", "/classes/1/seats/1/remove"
        }) {
            assertThat(student.post(path, "form", "0".repeat(64), "name", "Eve").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(student.socket("/classes/1/live?language=en&names=yes").next())
                .isEqualTo("refused 403");
        student.cookies
                .getCookieStore()
                .add(null, new java.net.HttpCookie("postroom_instructor", student.cookie("postroom_learner")));
        assertThat(Visitor.location(student.get("/classes"))).isEqualTo("/login");
    }

    @Test
    void aFormOfAnotherSiteOrOfNoSessionChangesNothing() throws Exception {
        String token = instructor.token("/classes");
        assertThat(instructor
                        .postFrom("http://evil.example", "/classes", "form", token, "name", "Evil")
                        .statusCode())
                .isEqualTo(403);
        assertThat(instructor.post("/classes", "name", "Evil").statusCode()).isEqualTo(403);
        assertThat(instructor
                        .post("/classes", "form", "0".repeat(64), "name", "Evil")
                        .statusCode())
                .isEqualTo(403);
        assertThat(instructor.post("/logout").statusCode()).isEqualTo(403);
        assertThat(instructor.get("/classes").body()).doesNotContain("Evil");
    }

    @Test
    void aNameIsNeverHtml() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "<b>Bold</b>", 10);
        Visitor mallory = server.student(code, "<script>alert(1)</script>");
        assertThat(mallory.get("/").body()).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        String list = instructor.get("/classes").body();
        assertThat(list).doesNotContain("<b>Bold").contains("&lt;b&gt;Bold");
        Matcher id = Pattern.compile("href=\"(/classes/\\d+)\"").matcher(list);
        assertThat(id.find()).isTrue();
        assertThat(instructor.get(id.group(1)).body()).doesNotContain("<b>Bold");
        String seats = instructor.get(id.group(1) + "/seats").body();
        assertThat(seats).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        assertThat(server.visitor()
                        .post("/join", "code", code, "name", "\u202e\u0000 \u200b")
                        .statusCode())
                .as("a name that nobody can see")
                .isEqualTo(422);
    }

    @Test
    void aFullClassSaysSo() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Small", 1);
        server.student(code, "Ada");
        Visitor late = server.visitor();
        assertThat(late.post("/join", "code", code, "name", "Grace").body()).contains("This class is full");
        assertThat(late.cookie("postroom_learner")).isEmpty();
    }

    @Test
    void twoOfOneNameWouldBeTakenForEachOther() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Twins", 10);
        server.student(code, "Ada");
        assertThat(server.visitor().post("/join", "code", code, "name", " ADA ").body())
                .contains("Somebody in this class has that name");
    }

    @Test
    void whoIsRemovedIsOutAtOnceAndForgotten() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Removed", 10);
        Visitor ada = server.student(code, "Ada");
        String back = backLink(ada);
        Visitor.Line terminal = ada.socket(STUDY + "/terminal");
        terminal.hear("$ ");
        String place = newestClass();
        Matcher seat = Pattern.compile("href=\"(" + place + "/seats/\\d+)\"")
                .matcher(instructor.get(place + "/seats").body());
        assertThat(seat.find()).isTrue();

        String token = instructor.token(seat.group(1));
        assertThat(instructor
                        .post(seat.group(1), "form", token, "name", "Ada L.", "account", "ada@school.example")
                        .statusCode())
                .isEqualTo(303);
        assertThat(ada.get("/").body()).contains("Hello, Ada L.");
        assertThat(instructor.post(seat.group(1) + "/remove", "form", token).statusCode())
                .isEqualTo(303);

        closes(terminal);
        assertThat(ada.get("/").body()).contains("Join your class");
        assertThat(server.visitor().get(back).statusCode()).isEqualTo(404);
        assertThat(data.resolve("labs")
                        .toFile()
                        .list((folder, name) -> name.startsWith(ada.cookie("postroom_learner"))))
                .isEmpty();
    }

    @Test
    void aClassGoesWithItsLabsWhenItsNameIsTyped() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Old \"class\" & more", 10);
        Visitor ada = server.student(code, "Ada");
        String back = backLink(ada);
        Visitor.Line terminal = ada.socket(STUDY + "/terminal");
        terminal.hear("$ ");
        String place = newestClass();
        String remove = place + "/remove";
        String token = instructor.token(place + "/seats");
        assertThat(instructor.post(remove, "form", token).statusCode()).isEqualTo(422);
        assertThat(instructor
                        .post(remove, "form", token, "confirm", "Old class")
                        .body())
                .contains("nothing was deleted");
        assertThat(instructor.post(remove, "confirm", "Old \"class\" & more").statusCode())
                .isEqualTo(403);
        assertThat(ada.get("/").body()).contains("Hello, Ada");

        assertThat(Visitor.location(instructor.post(remove, "form", token, "confirm", " Old \"class\" & more ")))
                .isEqualTo("/classes");
        closes(terminal);
        assertThat(instructor.get(place).statusCode()).isEqualTo(404);
        assertThat(instructor.socket(place + "/live?language=en&names=yes").next())
                .isIn("closed 1008", "refused 404");
        assertThat(ada.get("/").body()).contains("Join your class");
        assertThat(server.visitor().get(back).statusCode()).isEqualTo(404);
        assertThat(server.visitor().get("/join/" + code).statusCode()).isEqualTo(404);
        assertThat(data.resolve("labs")
                        .toFile()
                        .list((folder, name) -> name.startsWith(ada.cookie("postroom_learner"))))
                .isEmpty();
    }

    @Test
    void theInstructorReachesASeatOnlyThroughItsClass() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Mine", 10);
        server.student(code, "Ada");
        Matcher mine = Pattern.compile("href=\"(/classes/\\d+)\"")
                .matcher(instructor.get("/classes").body());
        assertThat(mine.find()).isTrue();
        Matcher seat = Pattern.compile("href=\"" + mine.group(1) + "(/seats/\\d+)\"")
                .matcher(instructor.get(mine.group(1) + "/seats").body());
        assertThat(seat.find()).isTrue();
        ClassroomServer.makeClass(instructor, "Other", 10);
        Matcher other = Pattern.compile("href=\"(/classes/\\d+)\"")
                .matcher(instructor.get("/classes").body());
        assertThat(other.find()).isTrue();
        String wrong = other.group(1) + seat.group(1);
        String token = instructor.token("/classes");
        assertThat(instructor.get(wrong).statusCode()).isEqualTo(404);
        assertThat(instructor.post(wrong, "form", token, "name", "Eve").statusCode())
                .isEqualTo(404);
        assertThat(instructor.post(wrong + "/remove", "form", token).statusCode())
                .isEqualTo(404);
        assertThat(instructor.get(mine.group(1) + "/seats").body()).contains(">Ada<");
    }

    @Test
    void aSocketOfAnotherSiteIsRefused() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Sockets", 10);
        Visitor ada = server.student(code, "Ada");
        for (String path : new String[] {STUDY + "/terminal", STUDY + "/events"}) {
            assertThat(ada.socketFrom("http://evil.example", path).next())
                    .as(path)
                    .isEqualTo("refused 403");
        }
        String place = newestClass();
        assertThat(instructor
                        .socketFrom("http://evil.example", place + "/live?language=en&names=yes")
                        .next())
                .isEqualTo("refused 403");
        assertThat(server.visitor()
                        .postFrom("http://evil.example", "/join", "code", code, "name", "Eve")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.visitor()
                        .postFrom("http://evil.example", "/login", "password", ClassroomServer.PASSWORD)
                        .statusCode())
                .isEqualTo(403);
    }

    private static void closes(Visitor.Line line) throws InterruptedException {
        String last = line.next();
        while (!last.startsWith("closed")) {
            assertThat(last).isNotEqualTo("nothing came");
            last = line.next();
        }
        assertThat(last).isEqualTo("closed 1008");
    }

    @Test
    void theBoardFollows() throws Exception {
        String code = ClassroomServer.makeClass(instructor, "Board", 10);
        String place = newestClass();
        Visitor.Line board = instructor.socket(place + "/live?language=en&names=yes");
        Visitor.Line screen = instructor.socket(place + "/live?language=en&names=no");
        Visitor ada = server.student(code, "Ada");
        board.hear("\"name\":\"Ada\"");

        Visitor.Line terminal = ada.socket(STUDY + "/terminal");
        terminal.hear("$ ");
        board.hear("\"here\":true");
        terminal.say("iprintf 'HELO client.example\\r\\nQUIT\\r\\n' | nc -q1 localhost 25\r");
        String missed = board.hear("HELO is the old greeting");
        assertThat(missed).contains("\"students\":1,\"times\":1");
        assertThat(screen.hear("\"working\":1")).doesNotContain("Ada").doesNotContain("HELO");
        board.close();
        screen.close();
        terminal.close();
    }

    /** The address of the class that was made last. */
    private String newestClass() throws Exception {
        Matcher place = Pattern.compile("href=\"(/classes/\\d+)\"")
                .matcher(instructor.get("/classes").body());
        assertThat(place.find()).isTrue();
        return place.group(1);
    }
}
