package postroom.labs.debian.debconf;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question as it is shown: what its template says, with the variables filled in, and the answer so far. */
record Question(DebconfDatabase database, Template template) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    String name() {
        return template.name();
    }

    String description() {
        return filled(template.description());
    }

    String extended() {
        return filled(template.extended());
    }

    List<String> choices() {
        return template.choices().stream().map(this::filled).toList();
    }

    /** The answer; the default if there is none. */
    String value() {
        return database.value(name(), template);
    }

    void value(String answer) {
        database.answer(name(), answer);
    }

    private String filled(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(database.variable(name(), found.group(1))));
    }
}
