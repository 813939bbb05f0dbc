package postroom.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.web.http.Assets;
import postroom.web.storage.DataFolder;
import postroom.web.storage.Database;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.study.StudyRooms;
import postroom.web.text.CourseTexts;

/** The web application on a real port, with the bundled course and scripted rooms. */
final class RunningApp implements AutoCloseable {
    static final String CHAPTER = "03-smtp-by-hand";

    final Learners learners;
    final Progress progress;
    final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ScriptedRoom> rooms = new ConcurrentHashMap<>();
    private final WebApp app;
    private final Course course;

    RunningApp(Path data) throws InvalidCourseException {
        course = Course.load(CourseFiles.bundled());
        Database database = Database.open(DataFolder.open(data));
        learners = new Learners(database, Clock.systemUTC());
        progress = new Progress(database, Clock.systemUTC());
        StudyRooms doors = (cookie, chapter, host) -> learners.find(cookie).map(this::room);
        app = new WebApp(
                Set.of(),
                () -> course,
                new CourseTexts(CourseFiles.bundled()),
                learners,
                progress,
                doors,
                new Assets(false),
                Optional.empty(),
                () -> {});
        app.start("127.0.0.1", 0);
    }

    ScriptedRoom room(Learner learner) {
        return rooms.computeIfAbsent(
                learner.id(), id -> new ScriptedRoom(course.chapter(CHAPTER).orElseThrow()));
    }

    int port() {
        return app.port();
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The first line of the answer to a request whose every byte is ours. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
            return answer.lines().findFirst().orElse("");
        }
    }

    Page open(String path, Learner learner) {
        Page page = new Page();
        page.socket = http.newWebSocketBuilder()
                .header("Origin", origin())
                .header("Cookie", "postroom_learner=" + learner.id())
                .buildAsync(URI.create("ws://127.0.0.1:" + port() + "/chapters/" + CHAPTER + path), page)
                .join();
        return page;
    }

    @Override
    public void close() {
        app.stop();
    }

    /** A page's end of a socket. */
    static final class Page implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        WebSocket socket;

        /** The next message, binary ones as text; {@code closed CODE} for the end. */
        String next() throws InterruptedException {
            return Optional.ofNullable(messages.poll(5, TimeUnit.SECONDS)).orElse("nothing came");
        }

        void say(String message) {
            socket.sendText(message, true).join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            text.append(StandardCharsets.UTF_8.decode(data));
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            messages.add("closed " + code);
            return null;
        }
    }
}
