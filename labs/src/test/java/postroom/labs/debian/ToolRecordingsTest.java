package postroom.labs.debian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.io.Pipe;
import postroom.labs.io.Shared;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/**
 * What coreutils, grep, sed, awk and their like printed on a real Debian host, command by command, and what ours print. A
 * recording begins with commands that prepare the folder, after {@code # }; then come a command after {@code $ }, its output
 * on both streams, and its exit status after {@code ? } (on the output's last line if that has no line feed).
 */
class ToolRecordingsTest {
    private static final Instant RECORDED = Instant.parse("2026-11-24T07:29:30Z");

    private record Step(String command, String output) {}

    @ParameterizedTest
    @ValueSource(
            strings = {"files", "text", "editors", "more", "diff", "file", "find", "date", "pages", "dash", "processes"
            })
    void printsWhatTheRealOnePrints(String recording) throws IOException {
        List<String> differences = new ArrayList<>();
        try (Labs labs = TestLabs.quiet(InstantSource.fixed(RECORDED));
                Lab lab = Lab.fresh(labs, new Plan(Base.BARE, World.ALONE, 1, Map.of()))) {
            FileAccess.root(lab.host().disk()).mkdir("/home/student/t", 0755);
            FileAccess.root(lab.host().disk()).chown("/home/student/t", 1000, 1000, true);
            for (Step step : steps(recording)) {
                String output = run(lab, step.command);
                if (step.output != null && !output.equals(step.output)) {
                    differences.add("$ " + step.command + "\nreal:\n" + step.output + "ours:\n" + output);
                }
            }
        }
        assertThat(String.join("\n", differences)).isEmpty();
    }

    private static List<Step> steps(String recording) throws IOException {
        String path = "/postroom/labs/debian/tools/" + recording + ".txt";
        List<Step> steps = new ArrayList<>();
        try (InputStream in = ToolRecordingsTest.class.getResourceAsStream(path)) {
            String command = null;
            StringBuilder output = new StringBuilder();
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                if (line.startsWith("# ") && command == null) {
                    steps.add(new Step(line.substring(2), null));
                } else if (line.startsWith("$ ") && command == null) {
                    command = line.substring(2);
                } else {
                    output.append(line).append('\n');
                    if (line.matches(".*\\? [0-9]+")) {
                        steps.add(new Step(command, output.toString()));
                        command = null;
                        output.setLength(0);
                    }
                }
            }
        }
        return steps;
    }

    private static String run(Lab lab, String command) throws IOException {
        Process process = lab.newProcess("student");
        process.chdir("/home/student/t");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Pipe in = new Pipe();
        in.writer().close();
        process.fd(0, in.reader());
        process.fd(1, new Sink(output));
        process.fd(2, new Sink(output));
        process.environment().put("LANG", "C.UTF-8");
        process.environment().put("TERM", "xterm");
        process.main(it -> it.exec("/bin/bash", List.of("bash", "-c", command)));
        return output.toString(UTF_8) + "? " + process.status().shellStatus() + "\n";
    }

    private static final class Sink extends Shared {
        private final ByteArrayOutputStream output;

        Sink(ByteArrayOutputStream output) {
            this.output = output;
        }

        @Override
        public int tryRead(byte[] buffer, int offset, int length) {
            return END;
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) {
            synchronized (output) {
                output.write(buffer, offset, length);
            }
            return length;
        }

        @Override
        public boolean readable() {
            return true;
        }

        @Override
        protected void closed() {
            // the bytes stay
        }
    }
}
