package postroom.web.pages;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.course.Chapter;
import postroom.labs.course.Exercise;
import postroom.labs.course.Task;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Vars;
import postroom.web.storage.Progress.Standing;
import postroom.web.study.ExerciseState;
import postroom.web.study.ExerciseState.TaskState;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/** Puts exercises into words: their texts with the learner's own values, and where the learner stands. */
public final class ExerciseViews {
    private final CourseTexts texts;

    public ExerciseViews(CourseTexts texts) {
        this.texts = texts;
    }

    /** From what is kept of it, for a page whose lab may not be awake. */
    ExerciseView of(Chapter chapter, Exercise exercise, long seed, Standing standing, Language language) {
        Set<String> ticked = standing.ticked();
        List<TaskState> tasks = exercise.tasks().stream()
                .map(task -> new TaskState(task.id(), ticked.contains(task.id()), java.util.Optional.empty()))
                .toList();
        ExerciseState state =
                new ExerciseState(exercise.id(), tasks, standing.hints(), standing.attempts(), standing.done());
        return of(chapter, exercise, seed, state, language);
    }

    /** From the lab itself. */
    public ExerciseView of(Chapter chapter, Exercise exercise, long seed, ExerciseState state, Language language) {
        Vars vars = exercise.vars(chapter, seed);
        var tasks = state.tasks().stream().collect(Collectors.toMap(TaskState::id, each -> each));
        List<String> hints = exercise.hints().stream()
                .limit(state.hints())
                .map(hint -> texts.sentence(chapter, hint, vars, language))
                .toList();
        return new ExerciseView(
                "exercise",
                exercise.id(),
                chapter.exercises().indexOf(exercise) + 1,
                texts.sentence(chapter, exercise.title(), vars, language),
                texts.blocks(chapter, exercise.text(), vars, language),
                exercise.tasks().stream()
                        .map(task -> task(chapter, task, tasks.get(task.id()), vars, language))
                        .toList(),
                hints,
                !state.done() && hints.size() < exercise.hints().size(),
                state.done(),
                state.done() ? texts.blocks(chapter, exercise.explain(), vars, language) : "");
    }

    private ExerciseView.TaskView task(Chapter chapter, Task task, TaskState state, Vars vars, Language language) {
        Bilingual near = state.done() ? null : state.near().orElse(null);
        return new ExerciseView.TaskView(
                task.id(),
                texts.sentence(chapter, task.text(), vars, language),
                state.done(),
                near == null ? "" : texts.sentence(chapter, near, vars, language),
                task.isQuestion());
    }
}
