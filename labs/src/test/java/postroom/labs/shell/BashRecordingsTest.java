package postroom.labs.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What bash 5.2 on Debian printed for each snippet of {@code snippets.rec}, and its status: ours prints the same. */
class BashRecordingsTest {
    private static final ShellLab LAB = new ShellLab();

    @AfterAll
    static void close() {
        LAB.close();
    }

    private record Recording(String script, int status, String output) {}

    @TestFactory
    Stream<DynamicTest> snippets() throws IOException {
        return recordings().stream()
                .map(it ->
                        DynamicTest.dynamicTest(it.script().lines().findFirst().orElse(""), () -> hold(it)));
    }

    private static void hold(Recording recording) throws Exception {
        ShellLab.Result result = LAB.run(recording.script());
        String output = result.output();
        String ended = output.isEmpty() || output.endsWith("\n") ? output : output + "\n";
        assertThat(ended).as(recording.script()).isEqualTo(recording.output());
        assertThat(result.status()).as(recording.script()).isEqualTo(recording.status());
    }

    private static List<Recording> recordings() throws IOException {
        try (InputStream in = BashRecordingsTest.class.getResourceAsStream("snippets.rec")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Recording> all = new ArrayList<>();
            for (String entry : text.split("(?m)^----\n")) {
                int mark = entry.indexOf("\n==> ");
                int end = entry.indexOf('\n', mark + 1);
                int status = Integer.parseInt(entry.substring(mark + 5, end));
                all.add(new Recording(entry.substring(0, mark), status, entry.substring(end + 1)));
            }
            return all;
        }
    }
}
