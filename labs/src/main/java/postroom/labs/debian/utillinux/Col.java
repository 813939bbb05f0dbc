package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;

/** {@code col(1)}: takes reverse line feeds and backspaces out of what was made for a typewriter. */
final class Col extends GnuProgram {
    private static final int TAB = 8;
    private static final int MOST_LINES = 100_000;

    Col() {
        super(
                Suite.UTIL_LINUX,
                1,
                "bfhl:pxVH",
                "no-backspaces",
                "b",
                "fine",
                "f",
                "pass",
                "p",
                "tabs",
                "t",
                "spaces",
                "x",
                "lines=",
                "l");
    }

    /** What stands in a line: at each column the characters that were put there, one upon the other. */
    private static final class Line {
        private final TreeMap<Integer, List<Integer>> columns = new TreeMap<>();

        void put(int column, int point) {
            columns.computeIfAbsent(column, it -> new ArrayList<>()).add(point);
        }
    }

    @Override
    protected int run(Call call) throws IOException {
        String lines = call.value("l", "128");
        if (!lines.matches("[0-9]{1,9}")) {
            throw Failure.of(1, "bad -l argument: '" + lines + "'");
        }
        if (!call.operands().isEmpty()) {
            throw Failure.usage("bad usage");
        }
        print(call, laidOut(Text.of(Input.standard(call.process()).rest())));
        return 0;
    }

    private static List<Line> laidOut(String text) {
        List<Line> page = new ArrayList<>();
        int row = 0;
        int column = 0;
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            switch (point) {
                case '\n':
                    row++;
                    column = 0;
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\b':
                    column = Math.max(0, column - 1);
                    break;
                case '\t':
                    column = (column / TAB + 1) * TAB;
                    break;
                case ' ':
                    column++;
                    break;
                case 0x0b:
                    row = Math.max(0, row - 1);
                    break;
                case 0x1b:
                    i++;
                    row = i < points.length && points[i] == 7 ? Math.max(0, row - 1) : row;
                    break;
                default:
                    if (point >= ' ' && point != 0x7f) {
                        line(page, row).put(column, point);
                        column += Text.width(new String(Character.toChars(point)));
                    }
            }
            if (row < MOST_LINES) {
                line(page, row);
            }
        }
        return page;
    }

    private static Line line(List<Line> page, int row) {
        while (page.size() <= row) {
            page.add(new Line());
        }
        return page.get(row);
    }

    private static void print(Call call, List<Line> page) throws IOException {
        for (int i = 0; i < page.size(); i++) {
            Line line = page.get(i);
            if (i == page.size() - 1 && line.columns.isEmpty()) {
                return;
            }
            StringBuilder out = new StringBuilder();
            int at = 0;
            for (var each : line.columns.entrySet()) {
                at = gap(out, at, each.getKey(), call.has("x"));
                List<Integer> points = call.has("b")
                        ? each.getValue()
                                .subList(
                                        each.getValue().size() - 1,
                                        each.getValue().size())
                        : each.getValue();
                for (int k = 0; k < points.size(); k++) {
                    out.append(k > 0 ? "\b" : "").appendCodePoint(points.get(k));
                }
                at += Text.width(new String(Character.toChars(points.get(points.size() - 1))));
            }
            call.print(out + "\n");
        }
    }

    private static int gap(StringBuilder out, int from, int to, boolean spaces) {
        int at = from;
        if (!spaces) {
            while (to - at > 1 && (at / TAB + 1) * TAB <= to) {
                out.append('\t');
                at = (at / TAB + 1) * TAB;
            }
        }
        out.append(" ".repeat(Math.max(0, to - at)));
        return to;
    }
}
