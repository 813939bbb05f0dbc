package postroom.labs.course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postroom.labs.course.check.AnswerSource;
import postroom.labs.course.check.Check;
import postroom.labs.course.check.CheckReader;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Draws;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** Reads one exercise's file. Beside each field's form it looks whether what the parts say of each other is true. */
final class ExerciseReader {
    private final Set<String> names;

    /** @param chapterDraws the values that the chapter lends its exercises */
    ExerciseReader(Draws chapterDraws) {
        names = new HashSet<>(chapterDraws.recipes().keySet());
    }

    Optional<Exercise> read(YamlValue root) {
        Fields fields = root.fields();
        Optional<String> id = fields.required("id").flatMap(CourseLoader::id);
        Draws draws = fields.optional("vars").map(Draws::read).orElse(Draws.NONE);
        names.addAll(draws.recipes().keySet());
        Optional<Bilingual> title = bilingual(fields.required("title"));
        Optional<Bilingual> text = bilingual(fields.required("text"));
        Optional<String> start = fields.optional("start").flatMap(CourseLoader::base);
        List<Template> setup = CourseLoader.templates(fields.optional("setup"));
        setup.forEach(command -> CourseLoader.requireNames(command, names, root));
        List<Task> tasks = new ArrayList<>();
        for (YamlValue each : fields.required("tasks").map(YamlValue::items).orElse(List.of())) {
            task(each).ifPresent(tasks::add);
        }
        List<Bilingual> hints = hints(fields.required("hints"));
        Optional<Bilingual> explain = bilingual(fields.required("explain"));
        Optional<Proof> proof = fields.required("proof").flatMap(value -> new ProofReader(tasks, names).read(value));
        fields.end();
        checkTasks(tasks, root);
        return id.isPresent() && title.isPresent() && text.isPresent() && explain.isPresent() && proof.isPresent()
                ? Optional.of(new Exercise(
                        id.get(),
                        title.get(),
                        text.get(),
                        start,
                        draws,
                        setup,
                        tasks,
                        hints,
                        explain.get(),
                        proof.get()))
                : Optional.empty();
    }

    private Optional<Task> task(YamlValue value) {
        Fields fields = value.fields();
        Optional<String> id = fields.required("id").flatMap(CourseLoader::id);
        Optional<Bilingual> text = bilingual(fields.required("text"));
        Optional<Task.Goal> goal = goal(fields, value);
        List<NearMiss> near = new ArrayList<>();
        for (YamlValue each : fields.optional("near").map(YamlValue::items).orElse(List.of())) {
            near(each).ifPresent(near::add);
        }
        fields.end();
        return id.isPresent() && text.isPresent() && goal.isPresent()
                ? Optional.of(new Task(id.get(), text.get(), goal.get(), near))
                : Optional.empty();
    }

    private Optional<Task.Goal> goal(Fields fields, YamlValue task) {
        long kinds = Stream.of("when", "is", "answer").filter(fields::has).count();
        if (kinds != 1) {
            task.problem("a task has one of `when` (it happened), `is` (it is true), `answer` (a question)");
        }
        Optional<Task.Goal> edge = fields.optional("when").flatMap(this::event).map(Task.Goal.Edge::new);
        Optional<Task.Goal> level = fields.optional("is")
                .flatMap(value -> named(value, CheckReader.fact(value)))
                .map(Task.Goal.Level::new);
        Optional<Task.Goal> question = fields.optional("answer").flatMap(this::question);
        return edge.or(() -> level).or(() -> question);
    }

    private Optional<Task.Goal> question(YamlValue value) {
        Optional<AnswerSource> source = AnswerSource.read(value);
        source.ifPresent(known -> known.templates().forEach(text -> CourseLoader.requireNames(text, names, value)));
        return source.map(Task.Goal.Question::new);
    }

    private Optional<NearMiss> near(YamlValue value) {
        Fields fields = value.fields();
        Optional<Check> condition = fields.required("if").flatMap(this::event);
        Optional<Bilingual> say = bilingual(fields.required("say"));
        fields.end();
        return condition.isPresent() && say.isPresent()
                ? Optional.of(new NearMiss(condition.get(), say.get()))
                : Optional.empty();
    }

    private Optional<Check> event(YamlValue value) {
        return named(value, CheckReader.event(value));
    }

    private Optional<Check> named(YamlValue value, Optional<Check> check) {
        check.ifPresent(known -> known.templates().forEach(text -> CourseLoader.requireNames(text, names, value)));
        return check;
    }

    private List<Bilingual> hints(Optional<YamlValue> value) {
        List<Bilingual> hints = new ArrayList<>();
        for (YamlValue each : value.map(YamlValue::items).orElse(List.of())) {
            bilingual(Optional.of(each)).ifPresent(hints::add);
        }
        if (value.isPresent() && hints.isEmpty()) {
            value.get().problem("an exercise needs at least one hint");
        }
        return hints;
    }

    private Optional<Bilingual> bilingual(Optional<YamlValue> value) {
        Optional<Bilingual> text = value.flatMap(Bilingual::read);
        text.ifPresent(both -> {
            CourseLoader.requireNames(both.en(), names, value.get());
            CourseLoader.requireNames(both.zh(), names, value.get());
        });
        return text;
    }

    private static void checkTasks(List<Task> tasks, YamlValue root) {
        Set<String> ids = new HashSet<>();
        for (Task task : tasks) {
            if (!ids.add(task.id())) {
                root.problem("two tasks have the id " + task.id());
            }
        }
        for (Task task : tasks) {
            Stream.concat(task.check().stream(), task.near().stream().map(NearMiss::condition))
                    .flatMap(Check::tasks)
                    .filter(name -> !ids.contains(name))
                    .forEach(name -> root.problem("`done: " + name + "` names no task of this exercise"));
        }
        if (tasks.isEmpty()) {
            root.problem("an exercise needs at least one task");
        }
    }
}
