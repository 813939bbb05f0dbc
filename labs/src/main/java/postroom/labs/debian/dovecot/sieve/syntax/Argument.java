package postroom.labs.debian.dovecot.sieve.syntax;

import java.util.List;

/** An argument of a command or test. */
public sealed interface Argument {
    /** Where it stands. */
    int line();

    /** What complaints call it. */
    String description();

    /** A string, or several in brackets. */
    record Strings(int line, List<String> values, boolean list) implements Argument {
        @Override
        public String description() {
            return list ? "a string list" : "a string";
        }
    }

    /** An unsigned number of 64 bits. */
    record Number(int line, long value) implements Argument {
        @Override
        public String description() {
            return "a number";
        }
    }

    /** A tag, without its colon. */
    record Tag(int line, String name) implements Argument {
        @Override
        public String description() {
            return "a tag";
        }
    }
}
