package postroom.labs.shell.syntax;

import java.util.Optional;

/** What <code>${name…}</code> does with the parameter's value. Source: bash(1), Parameter Expansion. */
public sealed interface ParameterOperation {

    /** The value itself. */
    record Value() implements ParameterOperation {}

    /** <code>${#name}</code>. */
    record Length() implements ParameterOperation {}

    /** {@code - = ? +}, with {@code colon} also for a null value. */
    record Default(char operator, boolean colon, Word word) implements ParameterOperation {}

    /** {@code #}, {@code ##}, {@code %}, {@code %%}. */
    record Trim(boolean suffix, boolean longest, Word pattern) implements ParameterOperation {}

    /** {@code :offset} or {@code :offset:length}. */
    record Substring(Word offset, Optional<Word> length) implements ParameterOperation {}

    /** {@code /pattern/replacement}. */
    record Replace(Where where, Word pattern, Word replacement) implements ParameterOperation {}

    /** Where a replacement looks for its pattern. */
    enum Where {
        FIRST,
        ALL,
        PREFIX,
        SUFFIX
    }

    /** {@code ^ ^^ , ,, ~ ~~}. */
    record Case(char operator, boolean all, Optional<Word> pattern) implements ParameterOperation {}

    /** {@code @Q} and its kin. */
    record Transform(char operator) implements ParameterOperation {}

    /** <code>${!prefix*}</code> or <code>${!prefix@}</code>. */
    record NamesWithPrefix(boolean separate) implements ParameterOperation {}

    /** <code>${!array[*]}</code> or <code>${!array[@]}</code>. */
    record Keys(boolean separate) implements ParameterOperation {}
}
