package postroom.labs.course.check;

import java.util.Optional;
import java.util.stream.Stream;
import postroom.labs.course.text.Bilingual;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** One of the things that a student puts in order or matches. */
public record Piece(String id, Bilingual text) {
    Stream<Template> templates() {
        return Stream.of(text.en(), text.zh());
    }

    /** Reads {@code {id: relay, text: {en: …, zh: …}}}; a text that needs no translation stands alone. */
    static Optional<Piece> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<YamlValue> name = fields.required("id");
        Optional<String> id = name.flatMap(YamlValue::text);
        id.filter(text -> !text.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                .ifPresent(text -> name.get().problem("an id is small letters, digits and single hyphens: " + text));
        Optional<Bilingual> text = fields.required("text").flatMap(Bilingual::readOrSame);
        fields.end();
        return id.isPresent() && text.isPresent() ? Optional.of(new Piece(id.get(), text.get())) : Optional.empty();
    }
}
