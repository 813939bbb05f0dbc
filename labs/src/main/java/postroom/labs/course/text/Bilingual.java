package postroom.labs.course.text;

import java.util.Optional;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * A text of the course in both languages; Markdown, with {@code ${name}} where a value of the student's own goes.
 * Equality and order of its parts say nothing: the two are written side by side, not translated line by line.
 */
public record Bilingual(Template en, Template zh) {

    public Template in(Language language) {
        return language == Language.EN ? en : zh;
    }

    /** The same with the student's values put in. */
    public Bilingual fill(Vars vars) {
        return new Bilingual(new Template(en.fill(vars)), new Template(zh.fill(vars)));
    }

    /** Reads {@code {en: …, zh: …}}; both must be there and say something. */
    public static Optional<Bilingual> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<Template> en = fields.required("en").flatMap(Bilingual::text);
        Optional<Template> zh = fields.required("zh").flatMap(Bilingual::text);
        fields.end();
        return en.isPresent() && zh.isPresent() ? Optional.of(new Bilingual(en.get(), zh.get())) : Optional.empty();
    }

    /** Reads {@code {en: …, zh: …}}, or one text that needs no translation, such as a number or a protocol's name. */
    public static Optional<Bilingual> readOrSame(YamlValue value) {
        return value.isScalar() ? text(value).map(same -> new Bilingual(same, same)) : read(value);
    }

    private static Optional<Template> text(YamlValue value) {
        Optional<Template> text = Template.read(value);
        if (text.isPresent() && text.get().text().isBlank()) {
            value.problem("the text is empty");
        }
        return text;
    }
}
