package postroom.labs.debian.dovecot.sieve.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;

/** What is wrong with scripts, in the words of the real sievec, recorded. */
class ComplaintsTest {
    record Recording(String script, List<String> says) {
        @Override
        public String toString() {
            return script.replace('\n', '|');
        }
    }

    static Stream<Recording> recordings() throws IOException {
        List<Recording> all = new ArrayList<>();
        try (InputStream in = ComplaintsTest.class.getResourceAsStream("/sieve/sievec.txt")) {
            for (String each : new String(in.readAllBytes(), UTF_8).split("## script\n")) {
                String[] parts = each.split("## says\n", -1);
                if (parts.length == 2) {
                    all.add(new Recording(
                            parts[0].replace("\u00ac\n", ""), parts[1].lines().toList()));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aScriptDrawsTheRecordedComplaints(Recording recording) {
        Complaints complaints = new Complaints();
        Script.compile("x", recording.script, complaints);

        assertThat(complaints.all().stream()
                        .map(it -> (it.line() > 0 ? "line " + it.line() + ": " : "")
                                + (it.warning() ? "warning: " : "error: ")
                                + it.text()))
                .containsExactlyElementsOf(recording.says);
    }
}
