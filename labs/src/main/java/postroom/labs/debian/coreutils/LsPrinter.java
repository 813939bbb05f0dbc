package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** The output of {@code ls(1)}: one a line, in columns, or long. */
final class LsPrinter {
    private final Call call;
    private final LsOptions options;
    private final LsColors colors;
    private final int width;

    LsPrinter(Call call, LsOptions options) throws ErrnoException {
        this.call = call;
        this.options = options;
        this.colors = options.color() ? LsColors.of(call.process().environment().get("LS_COLORS")) : null;
        int terminal = call.process().fd(1).terminal().map(it -> it.columns()).orElse(80);
        String given = call.value("w", call.process().environment().getOrDefault("COLUMNS", ""));
        this.width = given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : terminal > 0 ? terminal : 80;
    }

    void print(List<LsEntry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        switch (options.format()) {
            case "l" -> printLong(entries);
            case "C" -> columns(entries, true);
            case "x" -> columns(entries, false);
            case "m" -> commas(entries);
            default -> {
                for (LsEntry each : entries) {
                    call.print(prefix(entries, each)
                            + painted(entries, each)
                            + indicator(each)
                            + (call.has("zero") ? "\0" : "\n"));
                }
            }
        }
    }

    /** Inode and blocks, as {@code -i} and {@code -s} ask for them. */
    private String prefix(List<LsEntry> all, LsEntry each) {
        String text = "";
        if (call.has("i")) {
            int most = all.stream()
                    .mapToInt(it -> it.stat() == null
                            ? 1
                            : Integer.toString(it.stat().ino()).length())
                    .max()
                    .orElse(1);
            text += String.format(
                    "%" + most + "s ",
                    each.stat() == null ? "?" : Integer.toString(each.stat().ino()));
        }
        if (call.has("s")) {
            int most = all.stream()
                    .mapToInt(it -> options.blocks(it.blocks()).length())
                    .max()
                    .orElse(1);
            text += String.format("%" + most + "s ", each.stat() == null ? "?" : options.blocks(each.blocks()));
        }
        return text;
    }

    private String painted(List<LsEntry> all, LsEntry each) {
        String pad = pads(all) && each.shown().equals(each.name()) ? " " : "";
        return pad
                + (colors == null
                        ? each.shown()
                        : colors.paint(
                                each.shown(),
                                each.name(),
                                each.stat(),
                                each.target() != null && each.targetStat() == null,
                                each.targetStat()));
    }

    /** Where one name has apostrophes, the others are set in by a space. */
    private boolean pads(List<LsEntry> all) {
        return options.isTerminal()
                && !options.format().equals("m")
                && !options.format().equals("1")
                && all.stream()
                        .anyMatch(it ->
                                !it.shown().equals(it.name()) && it.shown().matches("(?s)['\"].*"));
    }

    private String indicator(LsEntry each) {
        boolean slashOnly = call.has("p") && !call.has("F");
        if (each.stat() == null || !call.has("F", "p", "file-type")) {
            return "";
        }
        FileType type = each.stat().type();
        if (type == FileType.DIRECTORY) {
            return "/";
        }
        if (slashOnly) {
            return "";
        }
        if (type == FileType.SYMLINK) {
            return options.isLong() ? "" : "@";
        }
        return type == FileType.FIFO
                ? "|"
                : type == FileType.SOCKET
                        ? "="
                        : call.has("F") && type == FileType.FILE && (each.stat().mode() & 0111) != 0 ? "*" : "";
    }

    private void commas(List<LsEntry> entries) throws IOException {
        int at = 0;
        for (int i = 0; i < entries.size(); i++) {
            LsEntry each = entries.get(i);
            String suffix = indicator(each);
            int length = Text.width(each.shown()) + suffix.length();
            if (i > 0) {
                boolean fits = at + length + 2 < width;
                call.print(fits ? ", " : ",\n");
                at = fits ? at + 2 : 0;
            }
            call.print(painted(entries, each) + suffix);
            at += length;
        }
        call.print("\n");
    }

    private void columns(List<LsEntry> entries, boolean down) throws IOException {
        int n = entries.size();
        int[] lengths = new int[n];
        String[] texts = new String[n];
        for (int i = 0; i < n; i++) {
            LsEntry each = entries.get(i);
            String before = prefix(entries, each);
            String pad = pads(entries) && each.shown().equals(each.name()) ? " " : "";
            texts[i] = before + painted(entries, each) + indicator(each);
            lengths[i] = before.length()
                    + pad.length()
                    + Text.width(each.shown())
                    + indicator(each).length();
        }
        int count = Math.max(1, Math.min(n, width / 3));
        int[] widths = {0};
        while (count > 1) {
            widths = widths(lengths, count, down);
            if (Arrays.stream(widths).sum() < width) {
                break;
            }
            count--;
        }
        widths = widths(lengths, count, down);
        int rows = (n + count - 1) / count;
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            int at = 0;
            for (int column = 0; column < count; column++) {
                int i = down ? column * rows + row : row * count + column;
                if (i >= n) {
                    break;
                }
                line.append(texts[i]);
                boolean last = (down ? i + rows : i + 1) >= n || column == count - 1;
                if (!last) {
                    spaces(line, at + lengths[i], at + widths[column]);
                    at += widths[column];
                }
            }
            call.print(line + "\n");
        }
    }

    /** GNU ls goes on by tabs where that reaches as far. */
    private void spaces(StringBuilder line, int from, int to) {
        int tab = call.value("T", "8").matches("[0-9]{1,4}") ? Integer.parseInt(call.value("T", "8")) : 8;
        int at = from;
        while (at < to) {
            if (tab != 0 && to / tab > (at + 1) / tab && !options.color()) {
                line.append('\t');
                at += tab - at % tab;
            } else {
                line.append(' ');
                at++;
            }
        }
    }

    private static int[] widths(int[] lengths, int count, boolean down) {
        int rows = (lengths.length + count - 1) / count;
        int[] widths = new int[count];
        Arrays.fill(widths, 3);
        for (int i = 0; i < lengths.length; i++) {
            int column = down ? i / rows : i % count;
            widths[column] = Math.max(widths[column], lengths[i] + (column == count - 1 ? 0 : 2));
        }
        return widths;
    }

    private void printLong(List<LsEntry> entries) throws IOException {
        Accounts accounts = call.process().host().accounts();
        Instant now = call.process().host().clock().instant();
        int n = entries.size();
        String[][] cells = new String[n][];
        int[] most = new int[5];
        for (int i = 0; i < n; i++) {
            cells[i] = cells(accounts, entries.get(i), now);
            for (int k = 0; k < 5; k++) {
                most[k] = Math.max(most[k], Text.width(cells[i][k]));
            }
        }
        for (int i = 0; i < n; i++) {
            LsEntry each = entries.get(i);
            String[] cell = cells[i];
            StringBuilder line = new StringBuilder(prefix(entries, each));
            line.append(each.stat() == null ? "??????????" : each.stat().modeString())
                    .append(' ');
            line.append(" ".repeat(most[0] - cell[0].length())).append(cell[0]).append(' ');
            if (!call.has("g")) {
                name(line, cell[1], most[1]);
            }
            if (!call.has("o", "G")) {
                name(line, cell[2], most[2]);
            }
            line.append(" ".repeat(most[3] - cell[3].length())).append(cell[3]).append(' ');
            line.append(" ".repeat(most[4] - cell[4].length())).append(cell[4]).append(' ');
            line.append(painted(entries, each));
            if (each.target() != null) {
                String target = options.quoted(each.target());
                line.append(" -> ")
                        .append(
                                colors == null
                                        ? target
                                        : colors.paint(
                                                target,
                                                each.target(),
                                                each.targetStat(),
                                                each.targetStat() == null,
                                                null));
                if (each.targetStat() != null && call.has("F")) {
                    line.append(
                            each.targetStat().isDirectory()
                                    ? "/"
                                    : (each.targetStat().mode() & 0111) != 0 ? "*" : "");
                }
            } else {
                line.append(indicator(each));
            }
            call.print(line + "\n");
        }
    }

    private void name(StringBuilder line, String name, int most) {
        String pad = " ".repeat(most - Text.width(name));
        boolean number = call.has("n");
        line.append(number ? pad + name : name + pad).append(' ');
    }

    private String[] cells(Accounts accounts, LsEntry each, Instant now) {
        Stat stat = each.stat();
        if (stat == null) {
            return new String[] {"?", "?", "?", "?", "?"};
        }
        String size = stat.type() == FileType.DEVICE
                ? stat.major() + ", " + String.format("%3d", stat.minor())
                : options.size(stat.size());
        return new String[] {
            Integer.toString(stat.links()),
            call.has("n") ? Integer.toString(stat.uid()) : accounts.userName(stat.uid()),
            call.has("n") ? Integer.toString(stat.gid()) : accounts.groupName(stat.gid()),
            size,
            options.timeText(stat, now)
        };
    }
}
