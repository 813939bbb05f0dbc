package postroom.labs.debian.dovecot.sieve.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command or test looks like.
 *
 * @param extension that brings it; empty if it is always there
 * @param test whether it is a test
 * @param parameters its positional arguments
 * @param tests how many tests it is about
 * @param block whether it has, and needs, a block
 * @param tags by their names
 */
public record CommandSpec(
        String name,
        String extension,
        boolean test,
        List<Parameter> parameters,
        Tests tests,
        boolean block,
        Map<String, Tag> tags) {

    /** How many tests there are to be. */
    public enum Tests {
        NONE,
        ONE,
        LIST
    }

    /** What an argument may be. */
    public enum Kind {
        STRING("a string"),
        STRINGS("a string list"),
        NUMBER("a number");

        final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    /** A positional argument. @param name what complaints call it */
    public record Parameter(Kind kind, String name) {}

    /**
     * A tag.
     *
     * @param extension that brings it; empty if it is always there
     * @param value the kind of its parameter; null for none
     * @param group of tags of which only one can be given; empty if it stands alone
     */
    public record Tag(String extension, Kind value, String group) {}

    /** {@code test} or {@code command}, as complaints say. */
    String kind() {
        return test ? "test" : "command";
    }

    /** The name with its kind. */
    String described() {
        return name + " " + kind();
    }

    private static CommandSpec of(String name, String extension, boolean test, Parameter... parameters) {
        return new CommandSpec(name, extension, test, List.of(parameters), Tests.NONE, false, Map.of());
    }

    static CommandSpec command(String name, String extension, Parameter... parameters) {
        return of(name, extension, false, parameters);
    }

    static CommandSpec test(String name, String extension, Parameter... parameters) {
        return of(name, extension, true, parameters);
    }

    CommandSpec with(Tests count, boolean hasBlock) {
        return new CommandSpec(name, extension, test, parameters, count, hasBlock, tags);
    }

    CommandSpec tag(String tag, String needs, Kind value, String group) {
        Map<String, Tag> more = new LinkedHashMap<>(tags);
        more.put(tag, new Tag(needs, value, group));
        return new CommandSpec(name, extension, test, parameters, tests, block, more);
    }

    CommandSpec tag(String tag, Kind value) {
        return tag(tag, "", value, "");
    }

    /** With the tags of tests that compare strings (RFC 5228 §2.7). */
    CommandSpec matching() {
        return tag("comparator", Kind.STRING)
                .tag("is", "", null, "MATCH-TYPE")
                .tag("contains", "", null, "MATCH-TYPE")
                .tag("matches", "", null, "MATCH-TYPE")
                .tag("regex", "regex", null, "MATCH-TYPE")
                .tag("count", "relational", Kind.STRING, "MATCH-TYPE")
                .tag("value", "relational", Kind.STRING, "MATCH-TYPE");
    }

    /** With the tags of tests about addresses (RFC 5228 §2.7.4, RFC 5233). */
    CommandSpec addressing() {
        return tag("all", "", null, "ADDRESS-PART")
                .tag("localpart", "", null, "ADDRESS-PART")
                .tag("domain", "", null, "ADDRESS-PART")
                .tag("user", "subaddress", null, "ADDRESS-PART")
                .tag("detail", "subaddress", null, "ADDRESS-PART");
    }
}
