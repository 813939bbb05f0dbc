package postroom.labs.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** Reads an exercise's {@code proof}: that it has all its parts, and names only tasks and near misses that are there. */
final class ProofReader {
    private final List<Task> tasks;
    private final Set<String> names;

    ProofReader(List<Task> tasks, Set<String> names) {
        this.tasks = tasks;
        this.names = names;
    }

    Optional<Proof> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<Proof.Way> solution = fields.required("solution").flatMap(this::way);
        List<Proof.Way> alternatives = new ArrayList<>();
        for (YamlValue each :
                fields.required("alternative").map(YamlValue::itemsOrSelf).orElse(List.of())) {
            way(each).ifPresent(alternatives::add);
        }
        List<Proof.Wrong> wrong = new ArrayList<>();
        List<YamlValue> attempts =
                fields.required("wrong").map(YamlValue::items).orElse(List.of());
        for (YamlValue each : attempts) {
            wrong(each).ifPresent(wrong::add);
        }
        if (attempts.size() < 2) {
            value.problem("a proof has at least two wrong attempts");
        }
        fields.end();
        return solution.map(way -> new Proof(way, alternatives, wrong));
    }

    private Optional<Proof.Way> way(YamlValue value) {
        if (value.isScalar()) {
            return template(value).map(text -> new Proof.Way(new Proof.Action.Run(text), Map.of()));
        }
        Fields fields = value.fields();
        Optional<Proof.Way> way = way(fields, value);
        fields.end();
        return way;
    }

    private Optional<Proof.Way> way(Fields fields, YamlValue value) {
        Optional<Proof.Action> run =
                fields.optional("run").flatMap(this::template).map(Proof.Action.Run::new);
        Optional<Proof.Action> type =
                fields.optional("type").flatMap(this::template).map(Proof.Action.Type::new);
        Map<String, Template> answers = new LinkedHashMap<>();
        if (fields.has("answers")) {
            Fields given = fields.optional("answers").orElseThrow().fields();
            for (String task : given.names()) {
                YamlValue answer = given.required(task).orElseThrow();
                if (tasks.stream()
                        .noneMatch(each -> each.isQuestion() && each.id().equals(task))) {
                    answer.problem("no task " + task + " asks for an answer");
                }
                template(answer).ifPresent(text -> answers.put(task, text));
            }
        }
        if (run.isPresent() == type.isPresent()) {
            value.problem("one of `run` (a script) and `type` (lines typed at a terminal) is needed");
        }
        return run.or(() -> type).map(action -> new Proof.Way(action, answers));
    }

    private Optional<Proof.Wrong> wrong(YamlValue value) {
        Fields fields = value.fields();
        Optional<Proof.Way> way = way(fields, value);
        Optional<String> says = fields.optional("says").flatMap(this::nearMiss);
        if (says.isEmpty()
                && !fields.has("says")
                && way.filter(each -> !each.answers().isEmpty()).isEmpty()) {
            value.problem("a wrong attempt `says` which near miss it draws (task/1), or gives a wrong answer");
        }
        fields.end();
        return way.map(each -> new Proof.Wrong(each, says));
    }

    private Optional<String> nearMiss(YamlValue value) {
        Optional<String> name = value.text();
        boolean known = tasks.stream()
                .anyMatch(task -> name.filter(text -> text.matches(task.id() + "/[1-9]\\d?"))
                        .filter(text -> number(text) <= task.near().size())
                        .isPresent());
        if (!known) {
            value.problem("there is no near miss " + name.orElse("") + "; a task's first is `task/1`");
            return Optional.empty();
        }
        return name;
    }

    private static int number(String nearMiss) {
        return Integer.parseInt(nearMiss.substring(nearMiss.indexOf('/') + 1));
    }

    private Optional<Template> template(YamlValue value) {
        Optional<Template> text = Template.read(value);
        text.ifPresent(known -> CourseLoader.requireNames(known, names, value));
        return text;
    }
}
