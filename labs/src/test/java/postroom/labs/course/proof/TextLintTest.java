package postroom.labs.course.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.course.yaml.Problem;

class TextLintTest {

    @Test
    void hasNothingToSayAgainstTheCourse() throws Exception {
        CourseFiles files = CourseFiles.bundled();

        assertThat(TextLint.of(Course.load(files), files)).isEmpty();
    }

    @Test
    void saysInWhichLineATermIsUnknown() throws Exception {
        CourseFiles course = CourseFiles.bundled();
        CourseFiles files = path -> path.equals("chapters/00-the-map/en.md")
                ? course.read(path)
                        .map(bytes -> new String(bytes, UTF_8)
                                .replace("(term:mda)", "(term:mdaemon)")
                                .getBytes(UTF_8))
                : course.read(path);

        assertThat(TextLint.of(Course.load(files), files))
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "chapters/00-the-map/en.md:" + line(files, "mdaemon") + ": the glossary has no term `mdaemon`",
                        "chapters/00-the-map/zh.md:1:1: terms marked in one language only: mda, mdaemon");
    }

    /** Line and column of a word in chapter 0. */
    private static String line(CourseFiles files, String word) {
        String before = new String(files.read("chapters/00-the-map/en.md").orElseThrow(), UTF_8).split(word)[0];
        return before.lines().count() + ":" + (before.length() - before.lastIndexOf('\n'));
    }

    @Test
    void seesHowChineseIsSet() {
        assertThat(ChineseType.check("用 `telnet` 打电话，等 220 出现。")).isEmpty();
        assertThat(ChineseType.check("用`telnet` 打电话")).hasSize(1);
        assertThat(ChineseType.check("向 [DNS](term:dns) 查询[别名](term:alias)。")).isEmpty();
        assertThat(ChineseType.check("向[DNS](term:dns) 查询")).hasSize(1);
        assertThat(ChineseType.check("打电话,再等")).hasSize(1);
        assertThat(ChineseType.check("第一行\n第二行")).hasSize(1);
        assertThat(ChineseType.check("```console\n$ echo 你a好,\n```")).isEmpty();
    }
}
