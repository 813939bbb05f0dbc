package postroom.labs.course.check;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.YamlValue;

/**
 * A regular expression of an author, with holes for the student's values. It is looked for anywhere in the text;
 * {@code ^} and {@code $} are line ends.
 */
public record TextPattern(Template regex) {
    /** Texts are cut to this many characters before they are searched. */
    private static final int MOST = 1 << 20;

    public boolean isIn(String text, Sight sight) {
        return compile(sight)
                .matcher(text.length() > MOST ? text.substring(text.length() - MOST) : text)
                .find();
    }

    /** The compiled expression; values are put in as they are, and by {@code Draw} they hold no operators but a dot. */
    public Pattern compile(Sight sight) {
        return Pattern.compile(sight.fill(regex), Pattern.MULTILINE);
    }

    static Optional<TextPattern> read(YamlValue value) {
        Optional<Template> regex = Template.read(value);
        if (regex.isEmpty()) {
            return Optional.empty();
        }
        try {
            Pattern.compile(regex.get().text().replaceAll("\\$\\{\\w+\\}", "x"), Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            value.problem("not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
        return regex.map(TextPattern::new);
    }
}
