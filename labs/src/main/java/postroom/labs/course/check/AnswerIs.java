package postroom.labs.course.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * What a wrong answer was, for near misses of questions: {@code answered: {is: regex}}, {@code answered: {before: [a, b]}} (in
 * an order, a stood somewhere before b) or {@code answered: {pair: [left, right]}}. Holds at no other time than when an answer
 * is judged.
 */
public record AnswerIs(Kind kind, List<Template> words) implements Check {
    public AnswerIs {
        words = List.copyOf(words);
    }

    /** How the answer is looked at. */
    public enum Kind {
        IS,
        BEFORE,
        PAIR
    }

    @Override
    public boolean holds(Sight sight) {
        return sight.answered().filter(answer -> fits(answer, sight)).isPresent();
    }

    private boolean fits(String answer, Sight sight) {
        List<String> filled = words.stream().map(sight::fill).toList();
        List<String> given = Arrays.asList(answer.split(" "));
        return switch (kind) {
            case IS ->
                new TextPattern(words.get(0)).compile(sight).matcher(answer).matches();
            case BEFORE ->
                given.indexOf(filled.get(0)) >= 0 && given.indexOf(filled.get(0)) < given.indexOf(filled.get(1));
            case PAIR -> given.contains(filled.get(0) + "=" + filled.get(1));
        };
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of();
    }

    @Override
    public Stream<Template> templates() {
        return words.stream();
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        for (Kind kind : Kind.values()) {
            Optional<YamlValue> found = fields.optional(kind.name().toLowerCase(java.util.Locale.ROOT));
            if (found.isPresent()) {
                fields.end();
                List<Template> words = found.get().itemsOrSelf().stream()
                        .flatMap(each -> Template.read(each).stream())
                        .toList();
                if (kind == Kind.IS && TextPattern.read(found.get()).isEmpty()) {
                    return Optional.empty();
                }
                boolean two = kind != Kind.IS;
                if (words.size() != (two ? 2 : 1)) {
                    found.get().problem(two ? "expected two ids" : "expected one text");
                    return Optional.empty();
                }
                return Optional.of(new AnswerIs(kind, words));
            }
        }
        value.problem("`answered` has one of `is`, `before`, `pair`");
        return Optional.empty();
    }
}
