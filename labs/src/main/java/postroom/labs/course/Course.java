package postroom.labs.course;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.yaml.InvalidCourseException;

/**
 * The whole course, read and checked. Unchanging; one serves all students.
 *
 * @param title the course's name
 * @param chapters in reading order
 * @param glossary the terms that the texts link to
 */
public record Course(Bilingual title, List<Chapter> chapters, Glossary glossary) {
    public Course {
        chapters = List.copyOf(chapters);
    }

    public Optional<Chapter> chapter(String id) {
        return chapters.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * Reads a course.
     *
     * @throws InvalidCourseException with every mistake in it, each with file, line and column
     */
    public static Course load(CourseFiles files) throws InvalidCourseException {
        return new CourseLoader(files).load();
    }
}
