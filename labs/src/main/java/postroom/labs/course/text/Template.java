package postroom.labs.course.text;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.yaml.YamlValue;

/**
 * A text with holes: {@code ${name}} stands for a value drawn for the student, {@code $${name}} for {@code ${name}}
 * itself (a shell's). Only names of small letters, digits and {@code _} are holes.
 */
public record Template(String text) {
    private static final Pattern HOLE = Pattern.compile("\\$(\\$?)\\{([a-z][a-z0-9_]*)\\}");

    /** The text with the values put in; a name that has no value stays as it is, which the loader does not let pass. */
    public String fill(Vars vars) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(replacement(hole, vars)));
    }

    private static String replacement(java.util.regex.MatchResult hole, Vars vars) {
        if (!hole.group(1).isEmpty()) {
            return hole.group().substring(1);
        }
        return vars.get(hole.group(2)).orElse(hole.group());
    }

    /** The names whose values it needs. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher hole = HOLE.matcher(text);
        while (hole.find()) {
            if (hole.group(1).isEmpty()) {
                names.add(hole.group(2));
            }
        }
        return names;
    }

    public static Optional<Template> read(YamlValue value) {
        return value.text().map(Template::new);
    }
}
