package postroom.labs.host;

import java.util.Optional;

/** The programs that executable files can name. */
@FunctionalInterface
public interface ProgramTable {
    /** The program of an id such as {@code coreutils/ls}. */
    Optional<Program> find(String id);
}
