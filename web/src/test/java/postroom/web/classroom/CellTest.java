package postroom.web.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.Exercise;
import postroom.labs.course.run.ExerciseState;
import postroom.web.rooms.Presence;
import postroom.web.storage.Moment;

class CellTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static Exercise exercise;

    @BeforeAll
    static void read() throws Exception {
        exercise = Course.load(CourseFiles.bundled())
                .chapter("03-smtp-by-hand")
                .orElseThrow()
                .exercise("say-ehlo")
                .orElseThrow();
    }

    private static Cell at(Instant now, ExerciseState state, Presence presence, List<Moment> moments) {
        return Cell.of(exercise, state, moments, presence, now);
    }

    private static List<Moment> misses(int count) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            moments.add(new Moment(NINE.plusSeconds(i), "say-ehlo", Moment.Kind.MISS, "greeted/1"));
        }
        return moments;
    }

    private static ExerciseState missed(int attempts) {
        return new ExerciseState(Set.of(), false, attempts, 0, "greeted/1");
    }

    @Test
    void whatNobodyHasTouchedIsOpen() {
        assertThat(at(NINE, ExerciseState.FRESH, Presence.AWAY, List.of()).state())
                .isEqualTo(Cell.State.OPEN);
    }

    @Test
    void whoTypesAtItIsWorking() {
        Presence there = new Presence(true, NINE.plusSeconds(5), "say-ehlo", NINE);
        Presence onlyLooking = new Presence(true, NINE.minusSeconds(5), "say-ehlo", NINE);

        assertThat(at(NINE, ExerciseState.FRESH, there, List.of()).state()).isEqualTo(Cell.State.WORKING);
        assertThat(at(NINE, ExerciseState.FRESH, onlyLooking, List.of()).state())
                .isEqualTo(Cell.State.OPEN);
    }

    @Test
    void threeMissesWithoutATickAreStuck() {
        assertThat(at(NINE, missed(2), Presence.AWAY, misses(2)).state()).isEqualTo(Cell.State.WORKING);

        Cell stuck = at(NINE, missed(3), Presence.AWAY, misses(3));
        assertThat(stuck.state()).isEqualTo(Cell.State.STUCK);
        assertThat(stuck.misses()).isEqualTo(3);
        assertThat(stuck.near()).isEqualTo("greeted/1");
    }

    @Test
    void aTickSetsThemFree() {
        List<Moment> moments = misses(3);
        moments.add(new Moment(NINE.plusSeconds(60), "say-ehlo", Moment.Kind.TICK, "greeted"));
        Cell cell = at(
                NINE.plusSeconds(61),
                new ExerciseState(Set.of("greeted"), false, 3, 2, "greeted/1"),
                Presence.AWAY,
                moments);

        assertThat(cell.state()).isEqualTo(Cell.State.WORKING);
        assertThat(cell.misses()).isZero();
        assertThat(cell.since()).isEqualTo(NINE.plusSeconds(60).toEpochMilli());
    }

    @Test
    void tenMinutesAtItWithoutATickAreStuck() {
        Presence there = new Presence(true, NINE.plusSeconds(5), "say-ehlo", NINE);

        assertThat(at(NINE.plus(Duration.ofMinutes(9)), ExerciseState.FRESH, there, List.of())
                        .state())
                .isEqualTo(Cell.State.WORKING);
        assertThat(at(NINE.plus(Duration.ofMinutes(10)), ExerciseState.FRESH, there, List.of())
                        .state())
                .isEqualTo(Cell.State.STUCK);
    }

    @Test
    void doneIsDone() {
        Cell cell = at(NINE, new ExerciseState(Set.of("greeted"), true, 3, 2, "greeted/1"), Presence.AWAY, misses(3));

        assertThat(cell.state()).isEqualTo(Cell.State.DONE);
        assertThat(cell.misses()).isZero();
        assertThat(cell.near()).isEmpty();
    }
}
