package postroom.labs.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.course.text.Language;

/** The course that the program brings along can be read, and its two languages say the same in code. */
class BundledCourseTest {

    @Test
    void readsEveryChapterAndExercise() throws Exception {
        Course course = Course.load(CourseFiles.bundled());

        Chapter chapter = course.chapter("03-smtp-by-hand").orElseThrow();
        assertThat(chapter.exercises()).hasSizeGreaterThanOrEqualTo(6);
        for (Language language : Language.values()) {
            List<String> cards = chapter.page(language).exercises();
            assertThat(cards)
                    .containsExactlyElementsOf(
                            chapter.exercises().stream().map(Exercise::id).toList());
        }
    }

    @Test
    void drawsTheSameValuesForTheSameStudentAndOthersForAnother() throws Exception {
        Chapter chapter =
                Course.load(CourseFiles.bundled()).chapter("03-smtp-by-hand").orElseThrow();
        Exercise letter = chapter.exercise("deliver-token").orElseThrow();

        assertThat(letter.vars(chapter, 1)).isEqualTo(letter.vars(chapter, 1));
        assertThat(letter.vars(chapter, 1).get("token"))
                .isNotEqualTo(letter.vars(chapter, 2).get("token"));
        assertThat(letter.vars(chapter, 1).get("neighbour")).isPresent();
    }
}
