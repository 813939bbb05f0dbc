package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code output: {of: "postfix check 2>&1", nothing: true, watch: [/etc/postfix]}}, or with {@code has: regex}: what a
 * command of root's prints on a fork of the lab.
 *
 * @param nothing whether it must print nothing; else {@code has} is found in what it prints
 * @param watch the paths on which the outcome depends; services are watched in any case
 */
public record CommandPrints(Template command, boolean nothing, Optional<TextPattern> has, List<Template> watch)
        implements Check {
    public CommandPrints {
        watch = List.copyOf(watch);
    }

    @Override
    public boolean holds(Sight sight) {
        String output = sight.output(sight.fill(command));
        return (!nothing || output.isBlank())
                && has.map(pattern -> pattern.isIn(output, sight)).orElse(true);
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Stream.concat(
                        Stream.<Watch>of(new Watch.Services()),
                        watch.stream().map(path -> new Watch.Path(fill.apply(path))))
                .collect(Collectors.toSet());
    }

    @Override
    public Stream<Template> templates() {
        return Stream.of(Stream.of(command), has.map(TextPattern::regex).stream(), watch.stream())
                .flatMap(each -> each);
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<Template> command = fields.required("of").flatMap(Template::read);
        boolean nothing = fields.optional("nothing").flatMap(YamlValue::flag).orElse(false);
        Optional<TextPattern> has = fields.optional("has").flatMap(TextPattern::read);
        List<Template> watch = fields.optional("watch").map(YamlValue::itemsOrSelf).orElse(List.of()).stream()
                .flatMap(each -> Template.read(each).stream())
                .toList();
        fields.end();
        if (nothing == has.isPresent()) {
            value.problem("`output` says `nothing: true`, or what it `has`");
        }
        return command.map(text -> new CommandPrints(text, nothing, has, watch));
    }
}
