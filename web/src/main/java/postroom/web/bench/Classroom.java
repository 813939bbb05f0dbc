package postroom.web.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.labs.lab.Labs;
import postroom.web.Server;
import postroom.web.Settings;
import postroom.web.rooms.LoginShell;
import postroom.web.storage.TemporaryFolder;

/** A server with an empty data folder, and browsers that come to its first chapter. */
final class Classroom implements AutoCloseable {
    private static final int LOGIN_SECONDS = 30;

    private final TemporaryFolder data;
    private final Server server;
    private final String chapter;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** How the program makes labs that are kept in a folder, and logs students in. */
    record Parts(Function<Path, Labs> labs, LoginShell login) {}

    Classroom(Parts parts) throws IOException, InvalidCourseException {
        chapter = Course.load(CourseFiles.bundled()).chapters().get(0).id();
        data = TemporaryFolder.make();
        Settings settings = new Settings(
                "127.0.0.1", 0, Set.of(), data.path(), Optional.empty(), false, Settings.Classes.NONE, false, Map.of());
        server = Server.start(settings, () -> parts.labs().apply(data.path()), parts.login());
    }

    /** The cookies of a newcomer. */
    String enrol() throws IOException, InterruptedException {
        return Student.cookies(http, URI.create("http://" + authority() + "/chapters/" + chapter));
    }

    /** A student at the prompt of their lab's shell. */
    Student atTheTerminal(String cookies, Runnable arrived) throws InterruptedException, TimeoutException {
        URI address = URI.create("ws://" + authority() + "/chapters/" + chapter + "/terminal?columns=120&rows=40");
        Student student = new Student(arrived).connect(http, address, cookies);
        student.await(said -> said.contains("$ "), LOGIN_SECONDS);
        return student;
    }

    /** The same student's events. */
    Student atTheEvents(String cookies) throws InterruptedException, TimeoutException {
        URI address = URI.create("ws://" + authority() + "/chapters/" + chapter + "/events?language=en");
        return new Student(() -> {}).connect(http, address, cookies);
    }

    private String authority() {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
        data.close();
    }
}
