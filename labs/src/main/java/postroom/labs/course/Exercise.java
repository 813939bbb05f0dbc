package postroom.labs.course;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Draws;
import postroom.labs.course.text.Template;
import postroom.labs.course.text.Vars;

/**
 * An exercise as its author wrote it, the same for all students; what is drawn for one goes in with {@link #vars}.
 *
 * @param id unique in the course
 * @param start the base its own lab starts from; empty where it is done in the chapter's lab
 * @param setup commands that root runs before the student sees the host
 */
public record Exercise(
        String id,
        Bilingual title,
        Bilingual text,
        Optional<String> start,
        Draws draws,
        List<Template> setup,
        List<Task> tasks,
        List<Bilingual> hints,
        Bilingual explain,
        Proof proof) {
    public Exercise {
        setup = List.copyOf(setup);
        tasks = List.copyOf(tasks);
        hints = List.copyOf(hints);
    }

    /** The student's values: the chapter's and the exercise's own. */
    public Vars vars(Chapter chapter, long seed) {
        return chapter.vars(seed).and(draws.draw(seed, id));
    }

    public Optional<Task> task(String name) {
        return tasks.stream().filter(task -> task.id().equals(name)).findFirst();
    }
}
