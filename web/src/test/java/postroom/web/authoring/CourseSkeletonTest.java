package postroom.web.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.Exercise;
import postroom.labs.course.proof.TextLint;
import postroom.web.Refusal;

class CourseSkeletonTest {
    @TempDir
    private Path folder;

    private Course course() throws Exception {
        CourseFolder files = new CourseFolder(folder);
        Course course = Course.load(files);
        assertThat(TextLint.of(course, files)).isEmpty();
        return course;
    }

    private static List<String> exercises(Chapter chapter) {
        return chapter.exercises().stream().map(Exercise::id).toList();
    }

    @Test
    void beginsACourseThatHasNoMistakes() throws Exception {
        new CourseSkeleton(folder).course();

        assertThat(course().chapters()).hasSize(1);
        assertThat(exercises(course().chapters().get(0))).containsExactly("say-hello");
        assertThat(folder.resolve("schema/exercise.schema.json")).isRegularFile();
    }

    @Test
    void addsChaptersAndExercisesToWhatIsThere() throws Exception {
        new CourseSkeleton(folder).course();
        new CourseSkeleton(folder).chapter("07-sieve-by-hand");
        new CourseSkeleton(folder).exercise("01-first-steps", "second-word");

        Course course = course();
        assertThat(exercises(course.chapters().get(0))).containsExactly("say-hello", "second-word");
        assertThat(course.chapters().get(1).number()).isEqualTo(7);
        assertThat(exercises(course.chapters().get(1))).containsExactly("say-hello-2");
    }

    @Test
    void overwritesNothing() throws Exception {
        new CourseSkeleton(folder).course();
        String before = Files.readString(folder.resolve("course.yaml"));

        assertThatThrownBy(() -> new CourseSkeleton(folder).course())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> new CourseSkeleton(folder).chapter("01-first-steps"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new CourseSkeleton(folder).exercise("01-first-steps", "say-hello"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new CourseSkeleton(folder).exercise("01-first-steps", "../../elsewhere"))
                .isInstanceOf(Refusal.class);
        assertThat(folder.resolve("course.yaml")).hasContent(before);
    }

    @Test
    void leavesACourseFileThatCannotTakeAChapterAsItWas() throws Exception {
        new CourseSkeleton(folder).course();
        Path file = folder.resolve("course.yaml");
        Files.writeString(file, Files.readString(file) + "title: {en: Twice, zh: 两次}\n");
        String before = Files.readString(file);

        assertThatThrownBy(() -> new CourseSkeleton(folder).chapter("02-more"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("course.yaml");
        assertThat(file).hasContent(before);
    }
}
