package postroom.labs.course.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code file: {path: /etc/aliases, contains: '^root:', mode: "0644", owner: root, group: root, type: file}}, or
 * {@code exists: false}.
 */
public record FileIs(
        Template path,
        boolean exists,
        Optional<TextPattern> contains,
        Optional<Integer> mode,
        Optional<Template> owner,
        Optional<Template> group,
        Optional<FileFacts.Type> type)
        implements Check {

    @Override
    public boolean holds(Sight sight) {
        Optional<FileFacts> found = sight.file(sight.fill(path));
        if (found.isEmpty() || !exists) {
            return found.isPresent() == exists;
        }
        FileFacts file = found.get();
        return contains.map(pattern -> pattern.isIn(file.content(), sight)).orElse(true)
                && mode.map(bits -> bits == file.mode()).orElse(true)
                && owner.map(name -> sight.fill(name).equals(file.owner())).orElse(true)
                && group.map(name -> sight.fill(name).equals(file.group())).orElse(true)
                && type.map(kind -> kind == file.type()).orElse(true);
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Path(fill.apply(path)));
    }

    @Override
    public Stream<Template> templates() {
        return Stream.of(Stream.of(path), contains.map(TextPattern::regex).stream(), owner.stream(), group.stream())
                .flatMap(each -> each);
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<Template> path = fields.required("path").flatMap(FileIs::absolute);
        Optional<Check> check = path.map(where -> new FileIs(
                where,
                fields.optional("exists").flatMap(YamlValue::flag).orElse(true),
                fields.optional("contains").flatMap(TextPattern::read),
                fields.optional("mode").flatMap(FileIs::mode),
                fields.optional("owner").flatMap(Template::read),
                fields.optional("group").flatMap(Template::read),
                fields.optional("type").flatMap(FileIs::type)));
        fields.end();
        return check;
    }

    static Optional<Template> absolute(YamlValue value) {
        Optional<Template> path = Template.read(value);
        if (path.isPresent() && !path.get().text().startsWith("/")) {
            value.problem("a path begins with /: " + path.get().text());
        }
        return path;
    }

    private static Optional<Integer> mode(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isPresent() && !text.get().matches("[0-7]{3,4}")) {
            value.problem("a mode is three or four octal digits, found " + text.get());
            return Optional.empty();
        }
        return text.map(digits -> Integer.parseInt(digits, 8));
    }

    private static Optional<FileFacts.Type> type(YamlValue value) {
        Optional<String> name = value.text();
        if (name.filter(text -> text.matches("file|directory")).isEmpty()) {
            value.problem("a type is `file` or `directory`");
            return Optional.empty();
        }
        return name.map(text -> FileFacts.Type.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
