package postroom.web.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.web.storage.Cohort;
import postroom.web.storage.Learner;
import postroom.web.storage.Seat;
import postroom.web.text.Language;

class MarksTest {
    private static List<Column> columns;

    private final Seat ada = new Seat(
            1, 1, new Learner("a".repeat(22), 1), "Ada, \"the first\"", "ada@school.example", "k", Instant.EPOCH);
    private final Seat mallory =
            new Seat(2, 1, new Learner("b".repeat(22), 2), "=HYPERLINK(1)", "20261", "l", Instant.EPOCH);

    @BeforeAll
    static void read() throws Exception {
        Course course = Course.load(CourseFiles.bundled());
        columns = Column.of(course, new Cohort(1, "ABCDEF", "N", Language.EN, 40, java.util.Set.of("00-the-map")))
                .subList(0, 2);
    }

    private String write(Marks.Format format) {
        Row half =
                row(1, new Cell(Cell.State.DONE, 2, 2, 0, 0, 0, ""), new Cell(Cell.State.WORKING, 1, 3, 1, 2, 0, ""));
        Row none = row(2, new Cell(Cell.State.OPEN, 0, 2, 0, 0, 0, ""), new Cell(Cell.State.OPEN, 0, 3, 0, 0, 0, ""));
        return new String(
                new Marks(columns, Language.EN)
                        .write(format, "Monday", List.of(ada, mallory), Map.of(1L, half, 2L, none)),
                StandardCharsets.UTF_8);
    }

    private static Row row(long seat, Cell... cells) {
        return new Row(seat, "", 1, false, 0, "", List.of(cells), Map.of());
    }

    @Test
    void moodleFindsTheStudentByMailOrId() {
        assertThat(write(Marks.Format.MOODLE).split("\r\n"))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("Full name,ID number,Email address,0.1 "),
                        ada -> assertThat(ada).isEqualTo("\"Ada, \"\"the first\"\"\",,ada@school.example,100,33"),
                        mallory -> assertThat(mallory).isEqualTo("'=HYPERLINK(1),20261,,0,0"));
    }

    @Test
    void canvasHasItsColumnsAndThePointsPossible() {
        assertThat(write(Marks.Format.CANVAS).split("\r\n"))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("Student,ID,SIS User ID,SIS Login ID,Section,0.1 "),
                        points -> assertThat(points).isEqualTo("\"    Points Possible\",,,,,100,100"),
                        ada -> assertThat(ada).endsWith(",,,ada@school.example,Monday,100,33"),
                        mallory -> assertThat(mallory).isEqualTo("'=HYPERLINK(1),,20261,,Monday,0,0"));
    }

    @Test
    void theSpreadsheetKnowsItIsUtf8() {
        assertThat(write(Marks.Format.PLAIN)).startsWith("\uFEFFName,Account,");
        assertThat(write(Marks.Format.MOODLE)).doesNotContain("\uFEFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void noNameIsAFormula(String name) {
        assertThat(Marks.cell(name).replace("\"", "")).startsWith("'");
    }

    @Test
    void otherCellsStayAsTheyAre() {
        assertThat(Marks.cell("李明")).isEqualTo("李明");
        assertThat(Marks.cell("O'Neil-Smith")).isEqualTo("O'Neil-Smith");
        assertThat(Marks.cell("a;b")).isEqualTo("\"a;b\"");
        assertThat(Marks.cell("")).isEmpty();
    }
}
