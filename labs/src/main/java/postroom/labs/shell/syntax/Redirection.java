package postroom.labs.shell.syntax;

import java.util.Optional;

/**
 * One redirection of a command.
 *
 * @param descriptor the number before the operator, −1 for the operator's own
 * @param variable the name in <code>{name}&gt;file</code>
 * @param target file name, descriptor word or here-string; the delimiter for a here-document
 */
public record Redirection(
        int descriptor,
        Optional<String> variable,
        Operator operator,
        Word target,
        Optional<HereDocument> hereDocument) {

    /** The operators of bash(1), REDIRECTION. */
    public enum Operator {
        READ("<", 0),
        WRITE(">", 1),
        APPEND(">>", 1),
        CLOBBER(">|", 1),
        READ_WRITE("<>", 0),
        DUPLICATE_INPUT("<&", 0),
        DUPLICATE_OUTPUT(">&", 1),
        HERE_DOCUMENT("<<", 0),
        HERE_DOCUMENT_TABS("<<-", 0),
        HERE_STRING("<<<", 0),
        BOTH("&>", 1),
        BOTH_APPEND("&>>", 1);

        private final String text;
        private final int defaultDescriptor;

        Operator(String text, int defaultDescriptor) {
            this.text = text;
            this.defaultDescriptor = defaultDescriptor;
        }

        /** As it is written. */
        public String text() {
            return text;
        }

        /** The descriptor it works on when none is given. */
        public int defaultDescriptor() {
            return defaultDescriptor;
        }

        static Optional<Operator> of(String text) {
            for (Operator operator : values()) {
                if (operator.text.equals(text)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }
    }

    /** The descriptor that is changed. */
    public int effectiveDescriptor() {
        return descriptor < 0 ? operator.defaultDescriptor() : descriptor;
    }
}
