package postroom.server.smtp;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real Postfix answered to a client on its own host, typed again at our server. The recordings and the scenarios
 * that they were made from lie in {@code src/test/resources/recorded}.
 */
class RecordedDialogueTest {

    static Stream<String> recordings() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".rec"))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void isAnsweredAlike(String recording) throws Exception {
        try (TestHost host = new TestHost();
                Replay replay = new Replay(host)) {
            host.start();
            replay.play(Files.readAllLines(folder().resolve(recording)));
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(RecordedDialogueTest.class.getResource("/recorded").toURI());
    }
}
