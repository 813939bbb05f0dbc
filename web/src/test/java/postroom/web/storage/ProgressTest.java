package postroom.web.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.run.ExerciseState;

class ProgressTest {
    @TempDir
    private Path data;

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void progressIsThereAfterARestart() {
        Database first = Database.open(DataFolder.open(data));
        Learner ada = new Learners(first, clock).enrol();
        ExerciseState half = new ExerciseState(Set.of("greeted"), false, 2, 1, "left/1");
        new Progress(first, clock).keep(ada, "say-ehlo", half);

        Database second = Database.open(DataFolder.open(data));
        assertThat(new Learners(second, clock).find(ada.id())).contains(ada);
        assertThat(new Progress(second, clock).of(ada))
                .containsOnlyKeys("say-ehlo")
                .containsEntry("say-ehlo", half);
    }

    @Test
    void aTaskThatNoLongerHoldsIsForgottenButDoneStaysDone() {
        Database database = Database.open(DataFolder.open(data));
        Learner ada = new Learners(database, clock).enrol();
        Progress progress = new Progress(database, clock);

        progress.keep(ada, "vrfy-off", new ExerciseState(Set.of("seen", "switched"), true, 0, 0, ""));
        progress.keep(ada, "vrfy-off", new ExerciseState(Set.of("seen"), false, 1, 0, ""));

        assertThat(progress.of(ada).get("vrfy-off")).isEqualTo(new ExerciseState(Set.of("seen"), true, 1, 0, ""));
    }

    @Test
    void learnersDoNotSeeEachOthersProgress() {
        Database database = Database.open(DataFolder.open(data));
        Learners learners = new Learners(database, clock);
        Learner ada = learners.enrol();
        Learner grace = learners.enrol();
        new Progress(database, clock).keep(ada, "say-ehlo", new ExerciseState(Set.of("greeted"), false, 0, 0, ""));

        assertThat(new Progress(database, clock).of(grace)).isEmpty();
        assertThat(ada.seed()).isNotEqualTo(grace.seed());
    }

    @Test
    void aCookieThatIsNoIdFindsNobody() {
        Learners learners = new Learners(Database.open(DataFolder.open(data)), clock);

        assertThat(learners.find(null)).isEmpty();
        assertThat(learners.find("' OR 1=1 --")).isEmpty();
        assertThat(learners.find("AAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInOneSentence() throws Exception {
        Path file = Files.createFile(data.resolve("taken"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(UnusableDataFolderException.class)
                .hasMessageStartingWith("The data folder " + file + " cannot be used")
                .hasMessageEndingWith(".");
    }
}
