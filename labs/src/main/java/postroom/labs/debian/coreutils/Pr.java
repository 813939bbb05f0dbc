package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code pr(1)}: lays text out on pages with headers, in one column or several. */
final class Pr extends GnuProgram {
    private static final int TAB = 8;

    /** A file to be printed, its tabs expanded where columns need it. */
    private record Source(String title, Instant time, List<String> lines) {}

    Pr() {
        super(
                "+:acdD:e::Ffh:i::Jl:mn::N:o:rs::S::tTvw:W:",
                "pages=",
                "+",
                "columns=",
                "columns",
                "across",
                "a",
                "show-control-chars",
                "c",
                "double-space",
                "d",
                "date-format=",
                "D",
                "expand-tabs==",
                "e",
                "form-feed",
                "f",
                "header=",
                "h",
                "output-tabs==",
                "i",
                "join-lines",
                "J",
                "length=",
                "l",
                "merge",
                "m",
                "number-lines==",
                "n",
                "first-line-number=",
                "N",
                "indent=",
                "o",
                "no-file-warnings",
                "r",
                "separator==",
                "s",
                "sep-string==",
                "S",
                "omit-header",
                "t",
                "omit-pagination",
                "T",
                "show-nonprinting",
                "v",
                "width=",
                "w",
                "page-width=",
                "W");
    }

    /** {@code +2} is {@code --pages=2}, {@code -3} is {@code --columns=3}. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>();
        for (String each : process.argv()) {
            boolean pages = each.matches("\\+[0-9]+(:[0-9]+)?");
            boolean columns = each.matches("-[0-9]+[a-zA-Z]*");
            String rest = columns ? each.replaceFirst("-[0-9]+", "") : "";
            argv.add(
                    pages
                            ? "--pages=" + each.substring(1)
                            : columns ? "--columns=" + each.substring(1, each.length() - rest.length()) : each);
            if (!rest.isEmpty()) {
                argv.add("-" + rest);
            }
        }
        return argv;
    }

    @Override
    protected int run(Call call) throws IOException {
        String given = call.value("columns", "1");
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) == 0) {
            throw Failure.of(
                    1,
                    "invalid number of columns: " + Quoting.locale(given)
                            + (given.matches("0+") ? ": Numerical result out of range" : ""));
        }
        PrOptions options = new PrOptions(call, Integer.parseInt(given));
        if (options.merge && call.has("columns")) {
            throw Failure.of(1, "cannot specify number of columns when printing in parallel");
        }
        if (options.merge && options.across) {
            throw Failure.of(1, "cannot specify both printing across and printing in parallel");
        }
        List<Source> sources = new ArrayList<>();
        for (String name : call.inputs()) {
            Source source = read(call, options, name);
            if (source != null) {
                sources.add(source);
            }
        }
        if (options.merge && !sources.isEmpty()) {
            options.columns = sources.size();
            List<List<String>> columns = sources.stream().map(Source::lines).toList();
            Source whole = new Source("", call.process().host().clock().instant(), List.of());
            print(call, options, whole, merged(options, columns));
        } else {
            for (Source each : sources) {
                print(call, options, each, pages(options, each.lines));
            }
        }
        return 0;
    }

    private static Source read(Call call, PrOptions options, String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            List<String> lines = new ArrayList<>();
            int number = options.firstNumber;
            for (String line = in.text(); line != null; line = in.text()) {
                String text = options.columns > 1 || options.merge || call.has("e") ? expanded(line) : line;
                String digits = Integer.toString(number++);
                String shown =
                        digits.length() > options.digits ? digits.substring(digits.length() - options.digits) : digits;
                String prefix = " ".repeat(options.digits - shown.length()) + shown + options.numberEnd;
                lines.add(options.numbered && !options.merge ? prefix + text : text);
            }
            boolean standard = name.equals("-");
            Instant time = standard
                    ? call.process().host().clock().instant()
                    : call.files().stat(name).mtime();
            return new Source(standard ? "" : name, time, lines);
        } catch (ErrnoException e) {
            if (options.quiet) {
                call.fail(1);
            } else {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
            return null;
        }
    }

    private static String expanded(String line) {
        StringBuilder out = new StringBuilder();
        for (char c : line.toCharArray()) {
            out.append(c == '\t' ? " ".repeat(TAB - out.length() % TAB) : String.valueOf(c));
        }
        return out.toString();
    }

    /** Rows of cells, page by page; a cell that is null has nothing and needs no place. */
    private static List<List<String[]>> pages(PrOptions options, List<String> lines) {
        List<List<String[]>> pages = new ArrayList<>();
        int room = options.rows * options.columns;
        for (int from = 0; from < lines.size(); from += room) {
            List<String> page = lines.subList(from, Math.min(lines.size(), from + room));
            boolean full = page.size() == room;
            int rows = full ? options.rows : (page.size() + options.columns - 1) / options.columns;
            List<String[]> cells = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                cells.add(new String[options.columns]);
            }
            int at = 0;
            for (int column = 0; column < options.columns && !options.across; column++) {
                int here = page.size() / options.columns + (column < page.size() % options.columns ? 1 : 0);
                for (int row = 0; row < here; row++) {
                    cells.get(row)[column] = page.get(at++);
                }
            }
            for (; at < page.size(); at++) {
                cells.get(at / options.columns)[at % options.columns] = page.get(at);
            }
            pages.add(cells);
        }
        return pages;
    }

    private static List<List<String[]>> merged(PrOptions options, List<List<String>> columns) {
        List<List<String[]>> pages = new ArrayList<>();
        int longest = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int row = 0; row < longest; row++) {
            if (row % options.rows == 0) {
                pages.add(new ArrayList<>());
            }
            String[] cells = new String[columns.size()];
            for (int column = 0; column < cells.length; column++) {
                cells[column] =
                        row < columns.get(column).size() ? columns.get(column).get(row) : null;
            }
            pages.get(pages.size() - 1).add(cells);
        }
        return pages;
    }

    private static void print(Call call, PrOptions options, Source source, List<List<String[]>> pages)
            throws IOException {
        String[] range = call.value("+", "1").split(":");
        int first = Integer.parseInt(range[0]);
        int last = range.length > 1 ? Integer.parseInt(range[1]) : Integer.MAX_VALUE;
        if (first > pages.size() && !pages.isEmpty()) {
            call.warn("starting page number " + first + " exceeds page count " + pages.size());
        }
        for (int page = Math.max(1, first); page <= Math.min(pages.size(), last); page++) {
            call.process().step();
            if (options.headers) {
                call.print("\n\n" + header(options, source, page) + "\n\n\n");
            }
            int printed = 0;
            for (String[] cells : pages.get(page - 1)) {
                String line = line(options, cells);
                call.print((line.isEmpty() ? "" : " ".repeat(options.margin)) + line + "\n"
                        + (options.doubled ? "\n" : ""));
                printed += options.doubled ? 2 : 1;
            }
            if (options.headers) {
                call.print(options.feeds ? "\f" : "\n".repeat(Math.max(0, options.length - 5 - printed)));
            }
        }
    }

    private static String header(PrOptions options, Source source, int page) {
        String date = StrfTime.format(options.dateFormat, source.time);
        String title = options.title == null ? source.title : options.title;
        String number = "Page " + page;
        int free = Math.max(0, options.width - Text.width(date) - Text.width(title) - number.length());
        String left = " ".repeat(Math.max(1, free / 2));
        String right = " ".repeat(Math.max(1, free - free / 2));
        return " ".repeat(options.margin) + date + left + title + right + number;
    }

    private static String line(PrOptions options, String[] cells) {
        int gap = options.separator == null ? 1 : options.separator.length();
        int width = Math.max(1, (options.width - (cells.length - 1) * gap) / cells.length);
        StringBuilder out = new StringBuilder();
        int column = 0;
        int lastCell = cells.length - 1;
        while (lastCell > 0 && cells[lastCell] == null) {
            lastCell--;
        }
        for (int i = 0; i <= lastCell; i++) {
            String text = cells[i] == null ? "" : cells[i];
            text = options.truncates && text.length() > width ? text.substring(0, width) : text;
            if (i > 0 && options.separator != null) {
                out.append(options.separator);
            } else if (i > 0 && !text.isEmpty()) {
                int target = i * (width + gap);
                for (int tab = column / TAB * TAB + TAB; tab <= target; tab += TAB) {
                    out.append('\t');
                    column = tab;
                }
                out.append(" ".repeat(Math.max(0, target - column)));
                column = Math.max(column, target);
            }
            out.append(text);
            column += Text.width(text);
        }
        return out.toString();
    }
}
