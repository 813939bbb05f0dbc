package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trying out codes and passwords leads nowhere. */
class GuessingTest {
    @TempDir
    private Path data;

    @Test
    void whoTriesCodesIsToldToWaitWhileTheClassGoesOn() throws Exception {
        try (ClassroomServer server = new ClassroomServer(data)) {
            Visitor instructor = server.instructor();
            String code = ClassroomServer.makeClass(instructor, "Guessed", 10);
            Visitor ada = server.student(code, "Ada");
            Visitor guesser = server.visitor();
            int tries = 0;
            while (guesser.get("/join/AAA-AAA").statusCode() == 404 && tries < 100) {
                tries++;
            }
            assertThat(tries).isEqualTo(30);
            assertThat(guesser.get("/join/" + code).statusCode())
                    .as("also the right one, or guessing would go on")
                    .isEqualTo(429);
            assertThat(guesser.post("/join", "code", code, "name", "Eve").statusCode())
                    .isEqualTo(429);
            assertThat(guesser.get("/back/AAAAAAAAAAAAAAAAAAAAAA").statusCode()).isEqualTo(429);
            assertThat(ada.get("/").body()).contains("Hello, Ada");
        }
    }

    @Test
    void whoTriesPasswordsIsToldToWait() throws Exception {
        try (ClassroomServer server = new ClassroomServer(data)) {
            server.instructor();
            Visitor guesser = server.visitor();
            int tries = 0;
            while (guesser.post("/login", "password", "guess number " + tries).statusCode() == 422 && tries < 100) {
                tries++;
            }
            assertThat(tries).isEqualTo(8);
            assertThat(guesser.post("/login", "password", ClassroomServer.PASSWORD)
                            .statusCode())
                    .isEqualTo(429);
        }
    }
}
