package postroom.labs.shell.syntax;

import java.util.List;
import java.util.Optional;

/**
 * {@code name=value}, {@code name[subscript]=value}, {@code name=(…)}, each also with {@code +=}.
 *
 * @param append the operator was {@code +=}
 */
public record Assignment(String name, Optional<Word> subscript, boolean append, Value value, String source) {

    /** The right side. */
    public sealed interface Value {}

    /** One word, not split and not globbed. */
    public record Scalar(Word word) implements Value {}

    /** {@code (…)}. */
    public record Array(List<Element> elements) implements Value {}

    /** One element of an array literal; without a subscript it is expanded to as many values as it gives. */
    public record Element(Optional<Word> subscript, boolean append, Word value) {}
}
