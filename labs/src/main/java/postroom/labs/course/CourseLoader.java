package postroom.labs.course;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Draws;
import postroom.labs.course.text.Language;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.InvalidCourseException;
import postroom.labs.course.yaml.Place;
import postroom.labs.course.yaml.Problems;
import postroom.labs.course.yaml.YamlFile;
import postroom.labs.course.yaml.YamlValue;

/** Reads {@code course.yaml}, and what it names: the texts and exercises of each chapter. */
final class CourseLoader {
    private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final List<String> BASES = List.of("bare", "postfix", "dovecot", "mail", "lmtp");

    private final CourseFiles files;
    private final Problems problems = new Problems();
    private final Set<String> exerciseIds = new HashSet<>();

    CourseLoader(CourseFiles files) {
        this.files = files;
    }

    Course load() throws InvalidCourseException {
        Optional<YamlValue> root = yaml("course.yaml", Place.of("course.yaml"));
        problems.throwIfAny();
        Fields fields = root.orElseThrow().fields();
        Optional<Bilingual> title = fields.required("title").flatMap(Bilingual::read);
        List<Chapter> chapters = new ArrayList<>();
        for (YamlValue each : fields.required("chapters").map(YamlValue::items).orElse(List.of())) {
            chapter(each).ifPresent(chapters::add);
        }
        Glossary glossary = fields.optional("glossary").map(this::glossary).orElse(Glossary.NONE);
        fields.end();
        problems.throwIfAny();
        return new Course(title.orElseThrow(), chapters, glossary);
    }

    private Optional<Chapter> chapter(YamlValue value) {
        Fields fields = value.fields();
        Optional<String> id = fields.required("id").flatMap(CourseLoader::id);
        Optional<Integer> number = fields.required("number").flatMap(text -> text.number(0, 99));
        Optional<Bilingual> title = fields.required("title").flatMap(Bilingual::read);
        Optional<Bilingual> summary = fields.required("summary").flatMap(Bilingual::read);
        Optional<String> start = fields.required("start").flatMap(CourseLoader::base);
        Draws draws = fields.optional("vars").map(Draws::read).orElse(Draws.NONE);
        List<Template> setup = templates(fields.optional("setup"));
        setup.forEach(command -> requireNames(command, draws.recipes().keySet(), value));
        List<YamlValue> names =
                fields.required("exercises").map(YamlValue::items).orElse(List.of());
        fields.end();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<Exercise> exercises = new ArrayList<>();
        for (YamlValue name : names) {
            name.text().flatMap(text -> exercise(id.get(), text, draws, name)).ifPresent(exercises::add);
        }
        Map<Language, Page> pages = pages(id.get(), value);
        return number.isPresent() && title.isPresent() && summary.isPresent() && start.isPresent()
                ? Optional.of(new Chapter(
                        id.get(),
                        number.get(),
                        title.get(),
                        summary.get(),
                        start.get(),
                        draws,
                        setup,
                        exercises,
                        pages))
                : Optional.empty();
    }

    private Glossary glossary(YamlValue names) {
        GlossaryReader reader = new GlossaryReader();
        for (YamlValue name : names.items()) {
            id(name).ifPresent(id ->
                    yaml("glossary/" + id + ".yaml", name.place()).ifPresent(root -> reader.group(id, root)));
        }
        return reader.glossary();
    }

    private Map<Language, Page> pages(String chapter, YamlValue value) {
        Map<Language, Page> pages = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String path = "chapters/" + chapter + "/" + language.code() + ".md";
            Optional<byte[]> text = files.read(path);
            if (text.isEmpty()) {
                value.problem("there is no file " + path);
            }
            text.ifPresent(bytes -> pages.put(language, new Page(path, new String(bytes, StandardCharsets.UTF_8))));
        }
        return pages;
    }

    private Optional<Exercise> exercise(String chapter, String name, Draws chapterDraws, YamlValue mention) {
        String path = "chapters/" + chapter + "/exercises/" + name + ".yaml";
        Optional<Exercise> exercise =
                yaml(path, mention.place()).flatMap(root -> new ExerciseReader(chapterDraws).read(root));
        exercise.filter(found -> !found.id().equals(name))
                .ifPresent(found -> problems.add(Place.of(path), "its id is " + found.id() + ", not its file's name"));
        if (!exerciseIds.add(name)) {
            mention.problem("a second exercise of the name " + name);
        }
        return exercise;
    }

    private Optional<YamlValue> yaml(String path, Place mention) {
        Optional<byte[]> bytes = files.read(path);
        if (bytes.isEmpty()) {
            problems.add(mention, "there is no file " + path);
            return Optional.empty();
        }
        return YamlFile.read(path, bytes.get(), problems);
    }

    static Optional<String> id(YamlValue value) {
        Optional<String> id = value.text();
        if (id.isPresent() && !id.get().matches(ID)) {
            value.problem("an id is small letters, digits and single hyphens: " + id.get());
            return Optional.empty();
        }
        return id;
    }

    static Optional<String> base(YamlValue value) {
        Optional<String> base = value.text();
        if (base.isPresent() && !BASES.contains(base.get())) {
            value.problem("unknown base " + base.get() + "; known: " + String.join(", ", BASES));
            return Optional.empty();
        }
        return base;
    }

    static List<Template> templates(Optional<YamlValue> list) {
        return list.stream()
                .flatMap(value -> value.itemsOrSelf().stream())
                .flatMap(item -> Template.read(item).stream())
                .toList();
    }

    static void requireNames(Template template, Set<String> known, YamlValue where) {
        for (String name : template.names()) {
            if (!known.contains(name)) {
                where.problem("${" + name + "} has no value; `vars` knows: " + String.join(", ", known));
            }
        }
    }
}
