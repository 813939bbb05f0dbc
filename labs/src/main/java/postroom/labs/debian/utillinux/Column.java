package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** {@code column(1)}: lines in columns, or as a table with {@code -t}. */
final class Column extends GnuProgram {
    Column() {
        super(
                Suite.UTIL_LINUX,
                1,
                "c:eJl:n:N:o:R:s:tT:xhV",
                "table",
                "t",
                "separator=",
                "s",
                "output-separator=",
                "o",
                "output-width=",
                "c",
                "fillrows",
                "x");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (String line = in.text(); line != null; line = in.text()) {
                    if (!line.isBlank()) {
                        lines.add(line);
                    }
                }
            } catch (ErrnoException e) {
                call.complain(name + ": " + e.getMessage());
            }
        }
        if (call.has("t")) {
            table(call, lines);
        } else {
            fill(call, lines);
        }
        return 0;
    }

    private static void table(Call call, List<String> lines) throws IOException {
        List<String[]> rows = new ArrayList<>();
        String separators = call.value("s", null);
        for (String line : lines) {
            rows.add(
                    separators == null
                            ? line.strip().split("\\s+")
                            : line.split("[" + separators.replaceAll("([\\\\\\[\\]^&-])", "\\\\$1") + "]", -1));
        }
        int columns = rows.stream().mapToInt(it -> it.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Text.width(row[i]));
            }
        }
        for (String[] row : rows) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                boolean last = i == row.length - 1;
                out.append(row[i])
                        .append(last ? "" : " ".repeat(widths[i] - Text.width(row[i])) + call.value("o", "  "));
            }
            call.print(out + "\n");
        }
    }

    private static void fill(Call call, List<String> lines) throws IOException {
        int longest = lines.stream().mapToInt(Text::width).max().orElse(0);
        int width = call.value("c", "").matches("[0-9]{1,5}")
                ? Integer.parseInt(call.value("c", ""))
                : call.process().fd(1).terminal().map(Terminal::columns).orElse(80);
        int cell = (longest + 8) / 8 * 8;
        int columns = Math.max(1, width / cell);
        int rows = (lines.size() + columns - 1) / columns;
        for (int row = 0; row < rows; row++) {
            StringBuilder out = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int i = call.has("x") ? row * columns + column : column * rows + row;
                if (i >= lines.size()) {
                    break;
                }
                boolean last = (call.has("x") ? i + 1 : i + rows) >= lines.size() || column == columns - 1;
                int tabs = (cell - Text.width(lines.get(i)) + 7) / 8;
                out.append(lines.get(i)).append(last ? "" : "\t".repeat(tabs));
            }
            call.print(out + "\n");
        }
    }
}
