package postroom.web.pages;

import java.util.List;
import java.util.stream.IntStream;
import postroom.labs.course.Chapter;
import postroom.labs.course.Exercise;
import postroom.labs.course.Task;
import postroom.labs.course.check.AnswerSource;
import postroom.labs.course.check.Piece;
import postroom.labs.course.run.ExerciseState;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Shuffle;
import postroom.labs.course.text.Vars;
import postroom.web.text.CourseTexts;
import postroom.web.text.Language;

/** Puts exercises into words: their texts with the learner's own values, and where the learner stands. */
public final class ExerciseViews {
    private final CourseTexts texts;

    public ExerciseViews(CourseTexts texts) {
        this.texts = texts;
    }

    /** @param seed what the learner's values are drawn from */
    public ExerciseView of(Chapter chapter, Exercise exercise, long seed, ExerciseState state, Language language) {
        Words words = new Words(chapter, exercise.vars(chapter, seed), language);
        List<String> hints = exercise.hints().stream()
                .limit(state.hints())
                .map(words::sentence)
                .toList();
        return new ExerciseView(
                "exercise",
                exercise.id(),
                chapter.exercises().indexOf(exercise) + 1,
                words.sentence(exercise.title()),
                words.blocks(exercise.text()),
                exercise.tasks().stream()
                        .map(task -> task(exercise, task, seed, state, words))
                        .toList(),
                hints,
                !state.done() && hints.size() < exercise.hints().size(),
                state.done(),
                state.done() ? words.blocks(exercise.explain()) : "",
                exercise.start().isPresent() ? exercise.id() : "");
    }

    private ExerciseView.TaskView task(Exercise exercise, Task task, long seed, ExerciseState state, Words words) {
        boolean done = state.ticked().contains(task.id());
        return new ExerciseView.TaskView(
                task.id(),
                words.sentence(task.text()),
                done,
                done ? "" : near(task, state.near(), words),
                task.isQuestion(),
                left(exercise, task, seed, done, words),
                right(exercise, task, seed, words));
    }

    private static List<ExerciseView.PieceView> left(
            Exercise exercise, Task task, long seed, boolean done, Words words) {
        if (task.source().orElse(null) instanceof AnswerSource.InOrder order) {
            List<Piece> shown = done ? order.pieces() : Shuffle.of(order.pieces(), seed, exercise.id(), task.id());
            return shown.stream().map(piece -> words.piece(piece, "")).toList();
        }
        if (task.source().orElse(null) instanceof AnswerSource.InPairs pairs) {
            return IntStream.range(0, pairs.left().size())
                    .mapToObj(i -> words.piece(
                            pairs.left().get(i), done ? pairs.right().get(i).id() : ""))
                    .toList();
        }
        return List.of();
    }

    private static List<ExerciseView.PieceView> right(Exercise exercise, Task task, long seed, Words words) {
        return task.source().orElse(null) instanceof AnswerSource.InPairs pairs
                ? Shuffle.of(pairs.right(), seed, exercise.id(), task.id()).stream()
                        .map(piece -> words.piece(piece, ""))
                        .toList()
                : List.of();
    }

    /** @param name of the near miss spoken of last, {@code task/1} */
    private static String near(Task task, String name, Words words) {
        for (int i = 0; i < task.near().size(); i++) {
            if (name.equals(task.id() + "/" + (i + 1))) {
                return words.sentence(task.near().get(i).say());
            }
        }
        return "";
    }

    /** The texts of one chapter in one language for one learner. */
    private final class Words {
        private final Chapter chapter;
        private final Vars vars;
        private final Language language;

        Words(Chapter chapter, Vars vars, Language language) {
            this.chapter = chapter;
            this.vars = vars;
            this.language = language;
        }

        String sentence(Bilingual text) {
            return texts.sentence(chapter, text, vars, language);
        }

        ExerciseView.PieceView piece(Piece piece, String partner) {
            return new ExerciseView.PieceView(
                    piece.id(), piece.text().in(language.ofCourse()).fill(vars), partner);
        }

        String blocks(Bilingual text) {
            return texts.blocks(chapter, text, vars, language);
        }
    }
}
