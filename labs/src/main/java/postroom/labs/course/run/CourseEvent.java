package postroom.labs.course.run;

import postroom.labs.course.text.Bilingual;

/** What a student's page has to hear of an exercise. Texts have the student's values in them. */
public sealed interface CourseEvent {

    String exercise();

    /** A task was ticked or, a level that no longer holds, unticked. */
    record TaskChanged(String exercise, String task, boolean ticked) implements CourseEvent {}

    /** The student came close. @param name {@code task/1} */
    record NearMissed(String exercise, String name, Bilingual say) implements CourseEvent {}

    /** A hint has come out. @param number from 1 */
    record HintShown(String exercise, int number, Bilingual hint) implements CourseEvent {}

    /** All tasks are ticked; they stay so. */
    record Done(String exercise, Bilingual explanation) implements CourseEvent {}

    /** The exercise stands at its beginning again. */
    record Restarted(String exercise) implements CourseEvent {}
}
