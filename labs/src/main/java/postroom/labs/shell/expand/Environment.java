package postroom.labs.shell.expand;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.pattern.Files;
import postroom.labs.shell.state.Variables;
import postroom.labs.shell.syntax.Command;

/** What expansions ask of the shell that they work for. */
public interface Environment {

    /** The variables. */
    Variables variables();

    /** {@code $1} and on. */
    List<String> positional();

    /** {@code $0}. */
    String zero();

    /** {@code $? $$ $! $-}; empty for {@code $!} before the first background job. */
    Optional<String> special(char name);

    /** An option of {@code set -o} or {@code shopt}. */
    boolean option(String name);

    /** The output of a command, its trailing newlines still there. */
    String output(Command command);

    /** The output of the commands in backquotes, its trailing newlines still there. */
    String output(String backquoted);

    /** A path that reads from (or writes to) a running command. */
    String processSubstitution(boolean reads, Command command);

    /** The home folder of a user. */
    Optional<String> home(String user);

    /** The prompt that a string makes, for {@code ${v@P}}. */
    String prompt(String text);

    /** The files of pathname expansion. */
    Files files();

    /** Called in loops; may throw, to end them. */
    void step();
}
