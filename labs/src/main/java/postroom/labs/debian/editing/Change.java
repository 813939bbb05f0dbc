package postroom.labs.debian.editing;

import java.util.ArrayList;
import java.util.List;

/** What is taken back at once: some replacements of lines, and where the cursor stood before. */
public class Change {
    private record Patch(int from, List<String> old, List<String> now) {}

    private final Place before;
    private final List<Patch> patches = new ArrayList<>();

    protected Change(Place before) {
        this.before = before;
    }

    /** Where the cursor stood. */
    public final Place before() {
        return before;
    }

    /** Whether nothing was replaced. */
    public final boolean isEmpty() {
        return patches.isEmpty();
    }

    /** Replaces lines from one to before another, so that it can be taken back. */
    public final void replace(List<String> lines, int from, int to, List<String> now) {
        Patch patch = new Patch(from, List.copyOf(lines.subList(from, to)), List.copyOf(now));
        patches.add(patch);
        put(lines, from, to - from, patch.now);
    }

    /** Replaces {@code count} lines, for good. */
    public static void put(List<String> lines, int from, int count, List<String> now) {
        List<String> range = lines.subList(from, from + count);
        range.clear();
        range.addAll(now);
    }

    /** Makes the lines as they were before. */
    public final void undo(List<String> lines) {
        for (int i = patches.size() - 1; i >= 0; i--) {
            Patch patch = patches.get(i);
            put(lines, patch.from, patch.now.size(), patch.old);
        }
    }

    /** Makes them as they were afterwards. */
    public final void redo(List<String> lines) {
        for (Patch patch : patches) {
            put(lines, patch.from, patch.old.size(), patch.now);
        }
    }

    /** How many lines more there are afterwards. */
    public final int growth() {
        return patches.stream().mapToInt(it -> it.now.size() - it.old.size()).sum();
    }

    /** The first line that was replaced. */
    public final int first() {
        return patches.stream().mapToInt(Patch::from).min().orElse(0);
    }
}
