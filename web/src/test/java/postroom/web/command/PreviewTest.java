package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.web.authoring.CourseFolder;
import postroom.web.authoring.CourseSkeleton;
import postroom.web.authoring.Preview;

/** An author writes, and the page follows. */
class PreviewTest {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Preview preview;
    private Thread running;

    @BeforeEach
    void begin() throws Exception {
        new CourseSkeleton(folder).course();
        CourseFolder files = new CourseFolder(folder);
        preview = new Preview(files, port -> CoursePreviewCommand.serve(files, data, port), 0, lines());
        running = new Thread(() -> {
            try {
                preview.run();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                said.add("failed: " + e);
            }
        });
        running.start();
        hears("Preview: ");
    }

    @AfterEach
    void end() throws Exception {
        running.interrupt();
        running.join();
    }

    private PrintStream lines() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                said.add(line);
            }

            @Override
            public void println(Object line) {
                said.add(String.valueOf(line));
            }
        };
    }

    private void hears(String begin) throws InterruptedException {
        String line;
        do {
            line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("a line that has " + begin).isNotNull();
        } while (!line.contains(begin));
    }

    private String page() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + preview.port() + "/chapters/01-first-steps");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Accept-Language", "en")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void write(String old, String now) throws Exception {
        Path text = folder.resolve("chapters/01-first-steps/en.md");
        Files.writeString(text, Files.readString(text).replace(old, now));
    }

    @Test
    void aTextThatIsSavedIsOnThePage() throws Exception {
        int port = preview.port();
        assertThat(page()).contains("Say why it matters").contains("js/preview.js");

        write("Say why it matters", "Mail is older than the web");
        hears("read anew");

        assertThat(page()).contains("Mail is older than the web");
        assertThat(preview.port()).isEqualTo(port);
    }

    @Test
    void aMistakeIsToldAndTheLastGoodCourseStays() throws Exception {
        Path exercise = folder.resolve("chapters/01-first-steps/exercises/say-hello.yaml");
        String good = Files.readString(exercise);
        Files.writeString(exercise, good.replace("${word} > hello", "${wort} > hello"));
        hears("${wort} has no value");
        assertThat(page()).contains("Say why it matters");

        Files.writeString(exercise, good);
        hears("read anew");
    }
}
