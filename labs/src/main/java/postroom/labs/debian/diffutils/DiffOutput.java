package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;

/** The forms in which {@code diff} shows changes for people and for {@code patch}: normal, unified, context. */
final class DiffOutput {
    private static final String NO_NEWLINE = "\\ No newline at end of file\n";

    private final Call call;
    private final DiffOptions options;
    private final TextFile a;
    private final TextFile b;

    DiffOutput(Call call, DiffOptions options, TextFile a, TextFile b) {
        this.call = call;
        this.options = options;
        this.a = a;
        this.b = b;
    }

    private void line(String mark, TextFile file, int i, String color) throws IOException {
        String text = file.lines().get(i);
        String shown = mark + (options.expandTabs() ? SideBySide.expanded(text, options.tabSize()) : text);
        call.print((color.isEmpty() ? shown : options.colors().in(color, shown))
                + "\n"
                + (file.bare(i) ? NO_NEWLINE : ""));
    }

    private String mark(String mark) {
        return options.initialTab() ? mark.strip() + "\t" : mark;
    }

    static String range(int from, int to) {
        return to - from == 1 ? Integer.toString(to) : to == from ? Integer.toString(from) : from + 1 + "," + to;
    }

    void normal(List<Edits.Change> changes) throws IOException {
        for (Edits.Change each : changes) {
            if (options.ignores(each, a, b)) {
                continue;
            }
            boolean gone = each.toA() > each.fromA();
            boolean come = each.toB() > each.fromB();
            String position = range(each.fromA(), each.toA())
                    + (gone && come ? "c" : gone ? "d" : "a")
                    + range(each.fromB(), each.toB());
            call.print(options.colors().in("ln", position) + "\n");
            for (int i = each.fromA(); i < each.toA(); i++) {
                line(mark("< "), a, i, "de");
            }
            call.print(gone && come ? "---\n" : "");
            for (int i = each.fromB(); i < each.toB(); i++) {
                line(mark("> "), b, i, "ad");
            }
        }
    }

    private List<List<Edits.Change>> hunks(List<Edits.Change> changes) {
        int context = options.context();
        List<List<Edits.Change>> hunks = new ArrayList<>();
        for (Edits.Change each : changes) {
            List<Edits.Change> last = hunks.isEmpty() ? null : hunks.get(hunks.size() - 1);
            int near = options.ignores(each, a, b) ? context : 2 * context;
            if (last != null && each.fromA() - last.get(last.size() - 1).toA() <= near) {
                last.add(each);
            } else {
                hunks.add(new ArrayList<>(List.of(each)));
            }
        }
        hunks.removeIf(hunk -> hunk.stream().allMatch(it -> options.ignores(it, a, b)));
        return hunks;
    }

    private static String unifiedRange(int from, int to) {
        return to - from == 1 ? Integer.toString(to) : (to == from ? from : from + 1) + "," + (to - from);
    }

    void header(String first, String second) throws IOException {
        boolean unified = options.style() == DiffOptions.Style.UNIFIED;
        call.print(options.colors().in("hd", (unified ? "--- " : "*** ") + first)
                + "\n"
                + options.colors().in("hd", (unified ? "+++ " : "--- ") + second)
                + "\n");
    }

    void unified(List<Edits.Change> changes) throws IOException {
        int context = options.context();
        for (List<Edits.Change> hunk : hunks(changes)) {
            Edits.Change last = hunk.get(hunk.size() - 1);
            int fromA = Math.max(0, hunk.get(0).fromA() - context);
            int fromB = Math.max(0, hunk.get(0).fromB() - context);
            int toA = Math.min(a.lines().size(), last.toA() + context);
            int toB = Math.min(b.lines().size(), last.toB() + context);
            String position = "@@ -" + unifiedRange(fromA, toA) + " +" + unifiedRange(fromB, toB) + " @@";
            call.print(options.colors().in("ln", position) + options.function(a, fromA) + "\n");
            String same = options.initialTab() ? "\t" : " ";
            int at = fromA;
            for (Edits.Change each : hunk) {
                for (; at < each.fromA(); at++) {
                    line(same, a, at, "");
                }
                for (; at < each.toA(); at++) {
                    line(options.initialTab() ? "-\t" : "-", a, at, "de");
                }
                for (int i = each.fromB(); i < each.toB(); i++) {
                    line(options.initialTab() ? "+\t" : "+", b, i, "ad");
                }
            }
            for (; at < toA; at++) {
                line(same, a, at, "");
            }
        }
    }

    void context(List<Edits.Change> changes) throws IOException {
        int context = options.context();
        for (List<Edits.Change> hunk : hunks(changes)) {
            Edits.Change last = hunk.get(hunk.size() - 1);
            int fromA = Math.max(0, hunk.get(0).fromA() - context);
            int fromB = Math.max(0, hunk.get(0).fromB() - context);
            int toA = Math.min(a.lines().size(), last.toA() + context);
            int toB = Math.min(b.lines().size(), last.toB() + context);
            call.print("***************" + options.function(a, fromA) + "\n");
            call.print(options.colors().in("ln", "*** " + range(fromA, toA) + " ****") + "\n");
            if (hunk.stream().anyMatch(it -> it.toA() > it.fromA())) {
                side(a, fromA, toA, hunk, true);
            }
            call.print(options.colors().in("ln", "--- " + range(fromB, toB) + " ----") + "\n");
            if (hunk.stream().anyMatch(it -> it.toB() > it.fromB())) {
                side(b, fromB, toB, hunk, false);
            }
        }
    }

    private void side(TextFile file, int from, int to, List<Edits.Change> hunk, boolean old) throws IOException {
        for (int i = from; i < to; i++) {
            String mark = "  ";
            for (Edits.Change each : hunk) {
                boolean in = old ? i >= each.fromA() && i < each.toA() : i >= each.fromB() && i < each.toB();
                boolean both = each.toA() > each.fromA() && each.toB() > each.fromB();
                mark = in ? both ? "! " : old ? "- " : "+ " : mark;
            }
            line(mark(mark), file, i, old ? "de" : "ad");
        }
    }
}
