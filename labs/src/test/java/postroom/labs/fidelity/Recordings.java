package postroom.labs.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A folder of recordings of the real host. Its {@code floor.txt} names them, each with the number of its steps that match at
 * least.
 */
public record Recordings(String folder) {
    /** Plays a recording and holds that at least {@code floor} steps match. */
    @FunctionalInterface
    public interface Replay {
        /** Fails if fewer do. */
        void of(String name, int floor) throws Exception;
    }

    /** A test for each recording. */
    public Stream<DynamicTest> tests(Replay replay) throws IOException {
        return read("floor.txt").lines().filter(line -> !line.startsWith("#")).map(line -> {
            String[] words = line.split(" ");
            return DynamicTest.dynamicTest(words[0], () -> replay.of(words[0], Integer.parseInt(words[1])));
        });
    }

    /** The text of a file of the folder. */
    public String read(String name) throws IOException {
        try (InputStream file = Recordings.class.getResourceAsStream("/" + folder + "/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        }
    }
}
