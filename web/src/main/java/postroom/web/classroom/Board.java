package postroom.web.classroom;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import postroom.labs.course.run.ExerciseState;
import postroom.web.rooms.Presence;
import postroom.web.storage.Moment;
import postroom.web.storage.Progress;
import postroom.web.storage.Seat;

/**
 * What the students of a class do now. {@link #look} brings it up to date; of a student whose progress has not changed nothing
 * is read again. One thread at a time looks, any may read.
 */
final class Board {
    /** How exactly it is told when somebody typed last: each key would change the row. */
    private static final long KEY_GRAIN_MS = 15_000;

    /** Where somebody is: what {@code LearnerRooms.presence} says. */
    @FunctionalInterface
    interface Whereabouts {
        Presence of(String learner);
    }

    private record Facts(Map<String, ExerciseState> states, Map<String, List<Moment>> moments) {}

    private final List<Column> columns;
    private final Progress progress;
    private final Whereabouts whereabouts;
    private final InstantSource clock;
    private final Map<String, Facts> facts = new HashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile Optional<List<Row>> rows = Optional.empty();

    Board(List<Column> columns, Progress progress, Whereabouts whereabouts, InstantSource clock) {
        this.columns = List.copyOf(columns);
        this.progress = progress;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    List<Column> columns() {
        return columns;
    }

    /** A learner's progress was kept; must be quick. */
    void changed(String learner) {
        changed.add(learner);
    }

    /** @param seats those of the class now */
    void look(List<Seat> seats) {
        Instant now = clock.instant();
        Set<String> there = seats.stream().map(seat -> seat.learner().id()).collect(Collectors.toSet());
        facts.keySet().retainAll(there);
        for (String learner : List.copyOf(changed)) {
            changed.remove(learner);
            facts.remove(learner);
        }
        rows = Optional.of(seats.stream().map(seat -> row(seat, now)).toList());
    }

    private Row row(Seat seat, Instant now) {
        Facts known = facts.computeIfAbsent(seat.learner().id(), learner -> read(seat));
        Presence presence = whereabouts.of(seat.learner().id());
        List<Cell> cells = new ArrayList<>(columns.size());
        String at = "";
        for (Column column : columns) {
            String exercise = column.exercise().id();
            cells.add(Cell.of(
                    column.exercise(),
                    known.states().getOrDefault(exercise, ExerciseState.FRESH),
                    known.moments().getOrDefault(exercise, List.of()),
                    presence,
                    now));
            at = presence.isAt(exercise) ? exercise : at;
        }
        long lastKey = presence.lastKey().equals(Instant.MIN)
                ? 0
                : presence.lastKey().toEpochMilli() / KEY_GRAIN_MS * KEY_GRAIN_MS;
        return new Row(
                seat.id(), seat.name(), seat.learner().seed(), presence.here(), lastKey, at, cells, misses(known));
    }

    private Facts read(Seat seat) {
        Map<String, List<Moment>> moments =
                progress.moments(seat.learner().id()).stream().collect(Collectors.groupingBy(Moment::exercise));
        return new Facts(progress.of(seat.learner()), moments);
    }

    private Map<String, Integer> misses(Facts known) {
        Map<String, Integer> misses = new HashMap<>();
        for (Column column : columns) {
            String exercise = column.exercise().id();
            for (Moment moment : known.moments().getOrDefault(exercise, List.of())) {
                if (moment.kind() == Moment.Kind.MISS) {
                    misses.merge(exercise + "/" + moment.detail(), 1, Integer::sum);
                }
            }
        }
        return misses;
    }

    /** The students by name, as they were looked at last; empty before the first look. */
    Optional<List<Row>> rows() {
        return rows;
    }
}
