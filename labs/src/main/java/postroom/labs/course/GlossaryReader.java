package postroom.labs.course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** Reads the files of the glossary. */
final class GlossaryReader {
    private static final String SOURCE = "RFC \\d+( §[\\d.]+)?|[a-z][\\w.-]*\\([1-8]\\)";

    private final List<Glossary.Group> groups = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    Glossary glossary() {
        return new Glossary(groups);
    }

    /** @param root of {@code glossary/ID.yaml} */
    void group(String id, YamlValue root) {
        Fields fields = root.fields();
        Optional<Bilingual> title = fields.required("title").flatMap(Bilingual::read);
        List<Term> terms = new ArrayList<>();
        for (YamlValue each : fields.required("terms").map(YamlValue::items).orElse(List.of())) {
            term(each).ifPresent(terms::add);
        }
        fields.end();
        title.ifPresent(words -> groups.add(new Glossary.Group(id, words, terms)));
    }

    private Optional<Term> term(YamlValue value) {
        Fields fields = value.fields();
        Optional<String> id = fields.required("id").flatMap(CourseLoader::id);
        Optional<Bilingual> name = fields.required("name").flatMap(Bilingual::readOrSame);
        Optional<Bilingual> full = fields.optional("full").flatMap(Bilingual::readOrSame);
        Optional<Bilingual> text = fields.required("text").flatMap(Bilingual::read);
        List<String> sources = fields.required("source").stream()
                .flatMap(list -> list.itemsOrSelf().stream())
                .flatMap(source -> source(source).stream())
                .toList();
        fields.end();
        if (id.isPresent() && !ids.add(id.get())) {
            value.problem("a second term of the name " + id.get());
        }
        return id.isPresent() && name.isPresent() && text.isPresent()
                ? Optional.of(new Term(id.get(), name.get(), full, text.get(), sources))
                : Optional.empty();
    }

    private static Optional<String> source(YamlValue value) {
        Optional<String> source = value.text();
        if (source.isPresent() && !source.get().matches(SOURCE)) {
            value.problem("a source is `RFC 5321 §2.3.8` or `postconf(5)`, found " + source.get());
        }
        return source;
    }
}
