package postroom.labs.debian.dovecot.sieve.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.sieve.syntax.Argument;

/**
 * A command or test of a script that can be run.
 *
 * @param name in small letters
 * @param tags that were given, with their parameters; a tag without one has itself
 * @param arguments the positional ones
 * @param block its commands; empty if it has none
 */
public record Statement(
        String name,
        int line,
        Map<String, Argument> tags,
        List<Argument> arguments,
        List<Statement> tests,
        List<Statement> block) {

    /** Whether a tag was given. */
    public boolean has(String tag) {
        return tags.containsKey(tag);
    }

    /** The strings of a positional argument. */
    public List<String> strings(int index) {
        return arguments.get(index) instanceof Argument.Strings it ? it.values() : List.of();
    }

    /** A positional argument that is one string. */
    public String string(int index) {
        return strings(index).get(0);
    }

    /** The strings behind a tag. */
    public Optional<List<String>> strings(String tag) {
        return tags.get(tag) instanceof Argument.Strings it ? Optional.of(it.values()) : Optional.empty();
    }

    /** The string behind a tag. */
    public Optional<String> string(String tag) {
        return strings(tag).map(it -> it.get(0));
    }
}
