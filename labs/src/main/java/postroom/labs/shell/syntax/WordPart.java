package postroom.labs.shell.syntax;

import java.util.List;
import java.util.Optional;

/** One piece of a {@link Word}. */
public sealed interface WordPart {

    /** The part as it was typed; for quoted parts only an approximation is needed. */
    String source();

    /** Unquoted text: braces, a leading tilde and glob characters in it are alive. */
    record Literal(String text) implements WordPart {
        @Override
        public String source() {
            return text;
        }
    }

    /** Text out of {@code '…'}, {@code $'…'} or behind a backslash. */
    record Quoted(String text) implements WordPart {
        @Override
        public String source() {
            return text;
        }
    }

    /** {@code "…"}. */
    record DoubleQuoted(List<WordPart> parts) implements WordPart {
        @Override
        public String source() {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(part.source()));
            return all.toString();
        }
    }

    /**
     * {@code $name} or <code>${…}</code>.
     *
     * @param name identifier, number, or one of {@code @*#?-$!}
     * @param subscript what stands between the brackets
     * @param indirect {@code !} stood before the name
     */
    record Parameter(
            String name, Optional<Word> subscript, boolean indirect, ParameterOperation operation, String source)
            implements WordPart {

        /** A plain {@code $name}. */
        static Parameter plain(String name) {
            return new Parameter(name, Optional.empty(), false, new ParameterOperation.Value(), "$" + name);
        }
    }

    /** <code>${…}</code> with a content that is none; an error when it is expanded, not before. */
    record BadSubstitution(String source) implements WordPart {}

    /** {@code $(…)}. */
    record CommandSubstitution(Command body, String source) implements WordPart {}

    /** <code>`…`</code>, its inner backslashes taken off; parsed when it is expanded, as bash does. */
    record Backquoted(String text) implements WordPart {
        @Override
        public String source() {
            return "`" + text.replace("`", "\\`") + "`";
        }
    }

    /** {@code $((…))}. */
    record Arithmetic(Word expression, String source) implements WordPart {}

    /** {@code <(…)} when {@code reads}, else {@code >(…)}. */
    record ProcessSubstitution(boolean reads, Command body, String source) implements WordPart {}

    /** An argument {@code name=(…)} or {@code name=value} of a declaring builtin: the only part of its word. */
    record Declared(Assignment assignment, String source) implements WordPart {}
}
