package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;

/** The forms in which {@code diff} shows changes: normal, unified, context, side by side. */
final class DiffOutput {
    private final Call call;
    private final List<String> a;
    private final List<String> b;
    private final boolean bareA;
    private final boolean bareB;

    /** {@code bareA} and {@code bareB}: the last line has no line feed. */
    DiffOutput(Call call, List<String> a, boolean bareA, List<String> b, boolean bareB) {
        this.call = call;
        this.a = a;
        this.b = b;
        this.bareA = bareA;
        this.bareB = bareB;
    }

    private void line(String mark, List<String> lines, int i, boolean bare) throws IOException {
        call.print(
                mark + lines.get(i) + "\n" + (bare && i == lines.size() - 1 ? "\\ No newline at end of file\n" : ""));
    }

    private static String range(int from, int to) {
        return to - from == 1 ? Integer.toString(to) : to == from ? Integer.toString(from) : from + 1 + "," + to;
    }

    void normal(List<Edits.Change> changes) throws IOException {
        for (Edits.Change each : changes) {
            boolean gone = each.toA() > each.fromA();
            boolean come = each.toB() > each.fromB();
            call.print(range(each.fromA(), each.toA()) + (gone && come ? "c" : gone ? "d" : "a")
                    + range(each.fromB(), each.toB()) + "\n");
            for (int i = each.fromA(); i < each.toA(); i++) {
                line("< ", a, i, bareA);
            }
            call.print(gone && come ? "---\n" : "");
            for (int i = each.fromB(); i < each.toB(); i++) {
                line("> ", b, i, bareB);
            }
        }
    }

    private static List<List<Edits.Change>> hunks(List<Edits.Change> changes, int context) {
        List<List<Edits.Change>> hunks = new ArrayList<>();
        for (Edits.Change each : changes) {
            List<Edits.Change> last = hunks.isEmpty() ? null : hunks.get(hunks.size() - 1);
            if (last != null && each.fromA() - last.get(last.size() - 1).toA() <= 2 * context) {
                last.add(each);
            } else {
                hunks.add(new ArrayList<>(List.of(each)));
            }
        }
        return hunks;
    }

    private static String unifiedRange(int from, int to) {
        return to - from == 1 ? Integer.toString(to) : (to == from ? from : from + 1) + "," + (to - from);
    }

    void unified(List<Edits.Change> changes, int context) throws IOException {
        for (List<Edits.Change> hunk : hunks(changes, context)) {
            Edits.Change last = hunk.get(hunk.size() - 1);
            int fromA = Math.max(0, hunk.get(0).fromA() - context);
            int fromB = Math.max(0, hunk.get(0).fromB() - context);
            int toA = Math.min(a.size(), last.toA() + context);
            int toB = Math.min(b.size(), last.toB() + context);
            call.print("@@ -" + unifiedRange(fromA, toA) + " +" + unifiedRange(fromB, toB) + " @@\n");
            int at = fromA;
            for (Edits.Change each : hunk) {
                for (; at < each.fromA(); at++) {
                    line(" ", a, at, bareA);
                }
                for (; at < each.toA(); at++) {
                    line("-", a, at, bareA);
                }
                for (int i = each.fromB(); i < each.toB(); i++) {
                    line("+", b, i, bareB);
                }
            }
            for (; at < toA; at++) {
                line(" ", a, at, bareA);
            }
        }
    }

    void context(List<Edits.Change> changes, int context) throws IOException {
        for (List<Edits.Change> hunk : hunks(changes, context)) {
            Edits.Change last = hunk.get(hunk.size() - 1);
            int fromA = Math.max(0, hunk.get(0).fromA() - context);
            int fromB = Math.max(0, hunk.get(0).fromB() - context);
            int toA = Math.min(a.size(), last.toA() + context);
            int toB = Math.min(b.size(), last.toB() + context);
            call.print("***************\n*** " + range(fromA, toA) + " ****\n");
            if (hunk.stream().anyMatch(it -> it.toA() > it.fromA())) {
                side(a, bareA, fromA, toA, hunk, true);
            }
            call.print("--- " + range(fromB, toB) + " ----\n");
            if (hunk.stream().anyMatch(it -> it.toB() > it.fromB())) {
                side(b, bareB, fromB, toB, hunk, false);
            }
        }
    }

    private void side(List<String> lines, boolean bare, int from, int to, List<Edits.Change> hunk, boolean old)
            throws IOException {
        for (int i = from; i < to; i++) {
            String mark = "  ";
            for (Edits.Change each : hunk) {
                boolean in = old ? i >= each.fromA() && i < each.toA() : i >= each.fromB() && i < each.toB();
                boolean both = each.toA() > each.fromA() && each.toB() > each.fromB();
                mark = in ? both ? "! " : old ? "- " : "+ " : mark;
            }
            line(mark, lines, i, bare);
        }
    }

    void sideBySide(List<Edits.Change> changes, int width) throws IOException {
        int second = (width + 11) / 16 * 8;
        int column = Math.max(0, Math.min(second - 3, width - second));
        int at = 0;
        int other = 0;
        for (Edits.Change each : changes) {
            for (; at < each.fromA(); at++, other++) {
                row(a.get(at), ' ', b.get(other), column, second);
            }
            while (at < each.toA() || other < each.toB()) {
                boolean left = at < each.toA();
                boolean right = other < each.toB();
                row(
                        left ? a.get(at++) : "",
                        left && right ? '|' : left ? '<' : '>',
                        right ? b.get(other++) : "",
                        column,
                        second);
            }
        }
        for (; at < a.size(); at++, other++) {
            row(a.get(at), ' ', b.get(other), column, second);
        }
    }

    private void row(String left, char mark, String right, int column, int second) throws IOException {
        StringBuilder out = new StringBuilder(left.length() > column ? left.substring(0, column) : left);
        int at = out.length();
        if (mark != ' ') {
            at = tabs(out, at, column + 1);
            out.append(mark);
            at++;
        }
        if (mark != '<') {
            tabs(out, at, second);
            out.append(right, 0, Math.min(right.length(), column));
        }
        call.print(out.append('\n').toString());
    }

    private static int tabs(StringBuilder out, int from, int to) {
        int at = from;
        while (at / 8 * 8 + 8 <= to) {
            out.append('\t');
            at = at / 8 * 8 + 8;
        }
        out.append(" ".repeat(Math.max(0, to - at)));
        return Math.max(at, to);
    }
}
