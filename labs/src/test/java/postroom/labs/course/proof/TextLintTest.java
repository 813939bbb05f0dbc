package postroom.labs.course.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;

class TextLintTest {

    @Test
    void hasNothingToSayAgainstTheCourse() throws Exception {
        CourseFiles files = CourseFiles.bundled();

        assertThat(TextLint.of(Course.load(files), files)).isEmpty();
    }

    @Test
    void seesHowChineseIsSet() {
        assertThat(ChineseType.check("用 `telnet` 打电话，等 220 出现。")).isEmpty();
        assertThat(ChineseType.check("用`telnet` 打电话")).hasSize(1);
        assertThat(ChineseType.check("打电话,再等")).hasSize(1);
        assertThat(ChineseType.check("第一行\n第二行")).hasSize(1);
        assertThat(ChineseType.check("```console\n$ echo 你a好,\n```")).isEmpty();
    }
}
