package postroom.web.classroom;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A student in the matrix.
 *
 * @param seed what this student's own values are drawn from
 * @param here whether a page of theirs is open
 * @param lastKey milliseconds since 1970; 0 if nothing was typed since their lab woke
 * @param at the exercise that they are at, empty if none
 * @param cells one for each exercise of the class, in its order
 * @param misses how often each near miss was met, {@code exercise/task/1}
 */
public record Row(
        long seat,
        String name,
        long seed,
        boolean here,
        long lastKey,
        String at,
        List<Cell> cells,
        Map<String, Integer> misses) {
    private static final int MISS_WEIGHT = 3;
    private static final int MOST_MINUTES = 60;

    public Row {
        cells = List.copyOf(cells);
        misses = Map.copyOf(misses);
    }

    int done() {
        return (int)
                cells.stream().filter(cell -> cell.state() == Cell.State.DONE).count();
    }

    /** The place of the exercise that this student needs help with, -1 if none: of those where they are stuck, the worst. */
    int stuckAt(long now) {
        return IntStream.range(0, cells.size())
                .filter(i -> cells.get(i).state() == Cell.State.STUCK)
                .boxed()
                .max(Comparator.comparingLong(i -> urgency(cells.get(i), now)))
                .orElse(-1);
    }

    /** How much help is needed: a miss weighs as much as three minutes without a tick. */
    static long urgency(Cell cell, long now) {
        long minutes = cell.since() == 0 ? 0 : (now - cell.since()) / 60_000;
        return (long) MISS_WEIGHT * cell.misses() + Math.min(MOST_MINUTES, minutes);
    }
}
