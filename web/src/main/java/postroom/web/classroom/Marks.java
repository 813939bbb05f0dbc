package postroom.web.classroom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.web.storage.Seat;
import postroom.web.text.Language;

/**
 * The marks of a class as CSV (RFC 4180): in percent of the tasks done, 100 for an exercise that was passed. What a student
 * chose (their name) or an instructor typed can be no formula: OWASP, "CSV Injection".
 */
final class Marks {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String ENDS_LINE = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final int PASSED = 100;

    /** For whom a file is. */
    enum Format {
        /** Moodle's grade import: the student by mail address or ID number, exercises as grade items. */
        MOODLE,
        /** Canvas' gradebook import: its five columns, and the row of points possible. */
        CANVAS,
        /** For people and spreadsheets; Excel takes UTF-8 for its own code page unless a byte order mark is there. */
        PLAIN;

        static Optional<Format> ofCode(String code) {
            for (Format format : values()) {
                if (format.code().equals(code)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Column> columns;
    private final Language language;

    Marks(List<Column> columns, Language language) {
        this.columns = columns;
        this.language = language;
    }

    /** @param rows by the seats' ids */
    byte[] write(Format format, String cohort, List<Seat> seats, Map<Long, Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(head(format));
        if (format == Format.CANVAS) {
            lines.add(line(
                    List.of("    Points Possible", "", "", "", ""),
                    columns.stream().map(column -> String.valueOf(PASSED)).toList()));
        }
        for (Seat seat : seats) {
            lines.add(line(who(format, cohort, seat), marks(format, rows.get(seat.id()))));
        }
        String text = lines.stream()
                .map(line -> line.stream().map(Marks::cell).collect(Collectors.joining(",")) + ENDS_LINE)
                .collect(Collectors.joining());
        return ((format == Format.PLAIN ? BYTE_ORDER_MARK : "") + text).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> head(Format format) {
        List<String> who = switch (format) {
            case MOODLE -> List.of("Full name", "ID number", "Email address");
            case CANVAS -> List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section");
            case PLAIN -> List.of("Name", "Account", "Joined", "Exercises done", "Misses", "Hints");
        };
        return line(
                who, columns.stream().map(column -> column.numbered(language)).toList());
    }

    private static List<String> who(Format format, String cohort, Seat seat) {
        boolean mail = seat.account().contains("@");
        return switch (format) {
            case MOODLE -> List.of(seat.name(), mail ? "" : seat.account(), mail ? seat.account() : "");
            case CANVAS -> List.of(seat.name(), "", mail ? "" : seat.account(), mail ? seat.account() : "", cohort);
            case PLAIN ->
                List.of(seat.name(), seat.account(), seat.joined().toString().substring(0, 10));
        };
    }

    private List<String> marks(Format format, Row row) {
        List<String> marks = new ArrayList<>();
        if (format == Format.PLAIN) {
            marks.add(String.valueOf(row.done()));
            marks.add(String.valueOf(
                    row.misses().values().stream().mapToInt(Integer::intValue).sum()));
            marks.add(String.valueOf(row.cells().stream().mapToInt(Cell::hints).sum()));
        }
        for (Cell cell : row.cells()) {
            boolean passed = cell.state() == Cell.State.DONE;
            marks.add(String.valueOf(passed ? PASSED : PASSED * cell.ticked() / Math.max(1, cell.tasks())));
        }
        return marks;
    }

    private static List<String> line(List<String> first, List<String> rest) {
        List<String> line = new ArrayList<>(first);
        line.addAll(rest);
        return line;
    }

    /** One cell: in quotes where it must be, with an apostrophe before what a spreadsheet would reckon. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean plain =
                safe.chars().noneMatch(c -> c == '"' || c == ',' || c == ';' || c < ' ') && safe.equals(safe.strip());
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
