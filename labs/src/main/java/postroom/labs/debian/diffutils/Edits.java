package postroom.labs.debian.diffutils;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fewest changes that make one list of lines of another (Myers' greedy algorithm). Where two lists differ in more than
 * a thousand places, all between their common beginning and end counts as changed.
 */
final class Edits {
    private static final int MAX_CHANGES = 1500;

    private Edits() {}

    /** Lines {@code fromA} to {@code toA} of the old list became {@code fromB} to {@code toB} of the new; ends exclusive. */
    record Change(int fromA, int toA, int fromB, int toB) {}

    static List<Change> between(List<String> a, List<String> b, Runnable step) {
        int start = 0;
        while (start < a.size() && start < b.size() && a.get(start).equals(b.get(start))) {
            start++;
        }
        int endA = a.size();
        int endB = b.size();
        while (endA > start && endB > start && a.get(endA - 1).equals(b.get(endB - 1))) {
            endA--;
            endB--;
        }
        boolean[] deleted = new boolean[a.size() + 1];
        boolean[] inserted = new boolean[b.size() + 1];
        if (!mark(a.subList(start, endA), b.subList(start, endB), start, deleted, inserted, step)) {
            java.util.Arrays.fill(deleted, start, endA, true);
            java.util.Arrays.fill(inserted, start, endB, true);
        }
        slide(a, deleted);
        slide(b, inserted);
        return changes(a.size(), b.size(), deleted, inserted);
    }

    /** False if there are too many changes. */
    private static boolean mark(
            List<String> a, List<String> b, int offset, boolean[] deleted, boolean[] inserted, Runnable step) {
        int n = a.size();
        int m = b.size();
        int most = Math.min(n + m, MAX_CHANGES);
        int[] v = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            step.run();
            trace.add(Arrays.copyOfRange(v, most - d, most + d + 3));
            for (int k = -d; k <= d; k += 2) {
                int at = most + 1 + k;
                int x = k == -d || k != d && v[at - 1] < v[at + 1] ? v[at + 1] : v[at - 1] + 1;
                int y = x - k;
                while (x < n && y < m && a.get(x).equals(b.get(y))) {
                    x++;
                    y++;
                }
                v[at] = x;
                if (x >= n && y >= m) {
                    back(trace, n, m, offset, deleted, inserted);
                    return true;
                }
            }
        }
        return false;
    }

    private static void back(List<int[]> trace, int n, int m, int offset, boolean[] deleted, boolean[] inserted) {
        int x = n;
        int y = m;
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] v = trace.get(d);
            int k = x - y;
            int at = d + 1 + k;
            boolean down = k == -d || k != d && v[at - 1] < v[at + 1];
            int beforeK = down ? k + 1 : k - 1;
            int beforeX = v[d + 1 + beforeK];
            int beforeY = beforeX - beforeK;
            while (x > beforeX && y > beforeY) {
                x--;
                y--;
            }
            if (down) {
                inserted[offset + beforeY] = true;
            } else {
                deleted[offset + beforeX] = true;
            }
            x = beforeX;
            y = beforeY;
        }
    }

    /** A run of changes goes as far down as it can without changing what it means. */
    private static void slide(List<String> lines, boolean[] changed) {
        int i = 0;
        while (i < lines.size()) {
            if (!changed[i]) {
                i++;
                continue;
            }
            int end = i;
            while (changed[end]) {
                end++;
            }
            int start = i;
            while (end < lines.size() && lines.get(start).equals(lines.get(end))) {
                changed[start++] = false;
                changed[end++] = true;
                while (changed[end]) {
                    end++;
                }
            }
            i = end;
        }
    }

    private static List<Change> changes(int n, int m, boolean[] deleted, boolean[] inserted) {
        List<Change> changes = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (x < n || y < m) {
            if (x < n && !deleted[x] && y < m && !inserted[y]) {
                x++;
                y++;
                continue;
            }
            int fromX = x;
            int fromY = y;
            while (x < n && deleted[x]) {
                x++;
            }
            while (y < m && inserted[y]) {
                y++;
            }
            if (x == fromX && y == fromY) {
                changes.add(new Change(fromX, n, fromY, m));
                return changes;
            }
            changes.add(new Change(fromX, x, fromY, y));
        }
        return changes;
    }
}
