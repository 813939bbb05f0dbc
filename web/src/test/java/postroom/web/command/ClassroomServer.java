package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.web.Server;
import postroom.web.Settings;

/** {@code postroom --classroom} with real labs, and the people who come to it. */
final class ClassroomServer implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    private static final Pattern CODE =
            Pattern.compile("<span class=\"code\" translate=\"no\">([A-Z0-9]{3}-[A-Z0-9]{3})<");

    private final Server server;

    ClassroomServer(Path data) {
        Settings settings = new Settings(
                "127.0.0.1", 0, Set.of(), data, Optional.empty(), false, Settings.Classes.OPEN, false, Map.of());
        server = Server.start(settings, () -> Labsmith.kept(data), Logins.SHELL);
    }

    Optional<String> setupToken() {
        return server.setupToken();
    }

    Visitor visitor() {
        return new Visitor(server.port());
    }

    /** The instructor, who has just chosen the password. */
    Visitor instructor() throws Exception {
        Visitor instructor = visitor();
        String token = setupToken().orElseThrow();
        assertThat(instructor.get("/setup?token=" + token).statusCode()).isEqualTo(200);
        assertThat(Visitor.location(instructor.post("/setup", "token", token, "password", PASSWORD, "again", PASSWORD)))
                .isEqualTo("/classes");
        return instructor;
    }

    /** @return the code of a new class */
    static String makeClass(Visitor instructor, String name, int seats) throws Exception {
        String made = Visitor.location(instructor.post(
                "/classes",
                "form",
                instructor.token("/classes"),
                "name",
                name,
                "language",
                "en",
                "seats",
                String.valueOf(seats),
                "chapter",
                "03-smtp-by-hand"));
        Matcher code = CODE.matcher(instructor.get(made).body());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    Visitor student(String code, String name) throws Exception {
        Visitor student = visitor();
        assertThat(student.post("/join", "code", code, "name", name).statusCode())
                .isEqualTo(303);
        return student;
    }

    @Override
    public void close() {
        server.close();
    }
}
