package postroom.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The editor beside bash 5.2: the same keys, and what a student then sees; nearly always the same bytes, too. */
class ReadlineRecordingsTest {
    /** Where we come to the same screen by other bytes, and why. */
    private static final Set<String> OTHER_BYTES = Set.of(
            // readline shows the old search once more before it goes on; a search that failed rings again for each key
            "search again",
            "search what is not there",
            // readline counts the bytes of colours when it asks itself whether the row became shorter
            "search in a coloured prompt");

    static List<Recording> recordings() {
        return Recording.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void showsWhatBashShows(Recording recording) {
        PretendShell shell = shell(recording);
        Grid ours = new Grid(recording.columns(), recording.rows());
        Grid theirs = new Grid(recording.columns(), recording.rows());
        for (Recording.Piece piece : recording.pieces()) {
            ours.show(piece.keys().isEmpty() ? shell.begin() : shell.type(piece.keys()));
            theirs.show(piece.sent());
            String where = "after " + Recording.escaped(piece.keys());
            assertThat(ours.text()).as(where).isEqualTo(theirs.text());
            assertThat(ours.cursor()).as("cursor " + where).isEqualTo(theirs.cursor());
            assertThat(ours.bells > 0).as("bell " + where).isEqualTo(theirs.bells > 0);
            ours.bells = 0;
            theirs.bells = 0;
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void sendsWhatBashSends(Recording recording) {
        PretendShell shell = shell(recording);
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (Recording.Piece piece : recording.pieces()) {
            String sent = piece.keys().isEmpty() ? shell.begin() : shell.type(piece.keys());
            ours.add(Recording.escaped(piece.keys()) + " -> " + Recording.escaped(sent));
            theirs.add(Recording.escaped(piece.keys()) + " -> " + Recording.escaped(piece.sent()));
        }
        if (OTHER_BYTES.contains(recording.title())) {
            assertThat(ours).isNotEqualTo(theirs);
        } else {
            assertThat(ours).isEqualTo(theirs);
        }
    }

    private static PretendShell shell(Recording recording) {
        return new PretendShell(
                recording.prompt(), recording.columns(), recording.rows(), recording.history(), recording.files());
    }
}
