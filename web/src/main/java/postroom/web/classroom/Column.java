package postroom.web.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.labs.course.Exercise;
import postroom.labs.course.Task;
import postroom.labs.course.text.Bilingual;
import postroom.web.storage.Cohort;
import postroom.web.text.Language;

/**
 * An exercise of a class.
 *
 * @param number within its chapter, from 1
 */
public record Column(Chapter chapter, Exercise exercise, int number) {
    /** The exercises that a class does, in the course's order. */
    static List<Column> of(Course course, Cohort cohort) {
        List<Column> columns = new ArrayList<>();
        for (Chapter chapter : chapters(course, cohort.chapters())) {
            for (Exercise exercise : chapter.exercises()) {
                columns.add(new Column(chapter, exercise, chapter.exercises().indexOf(exercise) + 1));
            }
        }
        return columns;
    }

    /** The exercise's title as plain text that is true of all students: their own values are left out. */
    String title(Language language) {
        return exercise.title()
                .in(language.ofCourse())
                .text()
                .replaceAll("\\$\\{[^}]*}", "…")
                .replaceAll("[`*]", "");
    }

    /** The title with its number in the course: {@code 3.1 Title}. */
    String numbered(Language language) {
        return chapter.number() + "." + number + " " + title(language);
    }

    /** What is said of a near miss, {@code task/1}; empty for a name of none. */
    Optional<Bilingual> nearMiss(String name) {
        for (Task task : exercise.tasks()) {
            for (int i = 0; i < task.near().size(); i++) {
                if (name.equals(task.id() + "/" + (i + 1))) {
                    return Optional.of(task.near().get(i).say());
                }
            }
        }
        return Optional.empty();
    }

    /** The chapters of these ids, in the course's order. */
    static List<Chapter> chapters(Course course, Set<String> ids) {
        return course.chapters().stream()
                .filter(chapter -> ids.contains(chapter.id()))
                .toList();
    }
}
