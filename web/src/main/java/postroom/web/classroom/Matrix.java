package postroom.web.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/** The board in a reader's words, as the page gets it: JSON. */
final class Matrix {
    private static final int MOST_HELP = 12;
    private static final int MOST_HARD = 6;

    /** Whose values stand in a sentence that is said of all. */
    private static final long EXAMPLE = 1;

    /**
     * @param cells each {@code [state, ticked, tasks, misses, hints, since]}
     * @param at the place of the exercise that the student is at, -1 if none
     */
    record Student(long id, String name, boolean here, long key, int at, int done, List<List<Object>> cells) {}

    /** @param exercise its place; @param say the sentence of the near miss, HTML of ours, empty if none was spoken of */
    record Help(long id, String name, int exercise, int misses, int hints, long since, long key, String say) {}

    /** @param students how many met it; @param times how often; @param say as {@link Help} has it */
    record Hard(int exercise, int students, int times, String say) {}

    /** How many students stand where in an exercise. */
    record Total(int done, int working, int stuck) {}

    /** @param stuck students who need help */
    record Sum(int students, int here, int stuck, int done, int exercises) {}

    private final List<Column> columns;
    private final CourseTexts texts;
    private final Language language;

    Matrix(List<Column> columns, CourseTexts texts, Language language) {
        this.columns = columns;
        this.texts = texts;
        this.language = language;
    }

    Student student(Row row) {
        int at = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).exercise().id().equals(row.at()))
                .findFirst()
                .orElse(-1);
        List<List<Object>> cells = row.cells().stream()
                .map(cell -> List.<Object>of(
                        cell.state().code(), cell.ticked(), cell.tasks(), cell.misses(), cell.hints(), cell.since()))
                .toList();
        return new Student(row.seat(), row.name(), row.here(), row.lastKey(), at, row.done(), cells);
    }

    /** Who needs help, the most urgent first: those who are there before those who have gone. */
    List<Help> help(List<Row> rows, long now) {
        return rows.stream()
                .filter(row -> row.stuckAt(now) >= 0)
                .sorted(Comparator.comparing(Row::here)
                        .thenComparing(row -> Row.urgency(row.cells().get(row.stuckAt(now)), now))
                        .reversed())
                .limit(MOST_HELP)
                .map(row -> {
                    int place = row.stuckAt(now);
                    Cell cell = row.cells().get(place);
                    return new Help(
                            row.seat(),
                            row.name(),
                            place,
                            cell.misses(),
                            cell.hints(),
                            cell.since(),
                            row.lastKey(),
                            say(columns.get(place), cell.near(), row.seed()));
                })
                .toList();
    }

    /** What the class fails at most: by how many met it, then by how often. */
    List<Hard> hard(List<Row> rows) {
        Map<String, int[]> counts = new HashMap<>();
        for (Row row : rows) {
            row.misses().forEach((miss, times) -> {
                int[] count = counts.computeIfAbsent(miss, key -> new int[2]);
                count[0]++;
                count[1] += times;
            });
        }
        List<Hard> hard = new ArrayList<>();
        counts.forEach((miss, count) -> {
            int slash = miss.indexOf('/');
            int place = place(miss.substring(0, slash));
            hard.add(new Hard(place, count[0], count[1], say(columns.get(place), miss.substring(slash + 1), EXAMPLE)));
        });
        hard.sort(Comparator.comparingInt(Hard::students)
                .thenComparingInt(Hard::times)
                .reversed()
                .thenComparingInt(Hard::exercise)
                .thenComparing(Hard::say));
        return hard.subList(0, Math.min(MOST_HARD, hard.size()));
    }

    private int place(String exercise) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).exercise().id().equals(exercise))
                .findFirst()
                .orElseThrow();
    }

    /** @param near {@code task/1}; @param seed of the student whose values are put in */
    private String say(Column column, String near, long seed) {
        return column.nearMiss(near)
                .map(text -> texts.sentence(
                        column.chapter(), text, column.exercise().vars(column.chapter(), seed), language))
                .orElse("");
    }

    List<Total> totals(List<Row> rows) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Total(
                        count(rows, i, Cell.State.DONE),
                        count(rows, i, Cell.State.WORKING),
                        count(rows, i, Cell.State.STUCK)))
                .toList();
    }

    private static int count(List<Row> rows, int place, Cell.State state) {
        return (int) rows.stream()
                .filter(row -> row.cells().get(place).state() == state)
                .count();
    }

    Sum sum(List<Row> rows, long now) {
        return new Sum(
                rows.size(),
                (int) rows.stream().filter(Row::here).count(),
                (int) rows.stream()
                        .filter(row -> row.here() && row.stuckAt(now) >= 0)
                        .count(),
                rows.stream().mapToInt(Row::done).sum(),
                rows.size() * columns.size());
    }
}
