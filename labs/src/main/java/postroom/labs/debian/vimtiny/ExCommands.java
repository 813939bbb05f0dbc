package postroom.labs.debian.vimtiny;

import java.io.IOException;

/** Some of the commands of the colon. */
interface ExCommands {
    /**
     * Does a command.
     *
     * @param force whether an exclamation mark stands behind the name
     * @return false if it is none of these
     */
    boolean run(ViRange range, String name, boolean force, String argument) throws IOException, WrongCommand;
}
