package postroom.labs.debian.postfix.table;

import java.util.Optional;

/** A Postfix lookup table ({@code DATABASE_README}). */
public interface LookupTable {
    /** The value of a key; keys that are not there have none. */
    Optional<String> find(String key) throws TableError;

    /** Type and name: {@code hash:/etc/aliases}. */
    String name();

    /** True for tables of patterns, which see the whole key only and substitute into their results. */
    default boolean isPattern() {
        return false;
    }

    /** False once what it was read from has changed. */
    default boolean isCurrent() {
        return true;
    }
}
