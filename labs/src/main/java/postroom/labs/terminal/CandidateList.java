package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Candidates in columns, sorted downwards, two blanks between the columns, as readline and {@code ls} do. */
final class CandidateList {
    /** With more candidates than this, readline asks before it shows them. */
    static final int ASK_ABOVE = 100;

    private CandidateList() {}

    /** The rows of the list. A row that does not reach the last column ends in the blanks between columns. */
    static List<String> rows(List<Completion.Candidate> candidates, int windowColumns) {
        TreeSet<String> sorted = new TreeSet<>();
        candidates.forEach(candidate -> sorted.add(visible(candidate.shown())));
        List<String> shown = new ArrayList<>(sorted);
        int widest = shown.stream().mapToInt(CharWidth::of).max().orElse(0) + 2;
        int across = windowColumns / widest;
        if (across != 1 && across * widest == windowColumns) {
            across--;
        }
        across = Math.max(1, across);
        int down = (shown.size() + across - 1) / across;
        List<String> rows = new ArrayList<>(Collections.nCopies(down, ""));
        for (int r = 0; r < down; r++) {
            rows.set(r, row(shown, r, down, across, widest));
        }
        return rows;
    }

    private static String row(List<String> shown, int row, int down, int across, int widest) {
        StringBuilder text = new StringBuilder();
        for (int c = 0, at = row; c < across && at < shown.size(); c++, at += down) {
            text.append(shown.get(at));
            if (c + 1 < across) {
                text.append(" ".repeat(widest - CharWidth.of(shown.get(at))));
            }
        }
        return text.toString();
    }

    private static String visible(String shown) {
        StringBuilder text = new StringBuilder();
        shown.codePoints().forEach(c -> {
            if (c < 0x20 || c == 0x7F) {
                text.append('^').append((char) (c ^ 0x40));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
