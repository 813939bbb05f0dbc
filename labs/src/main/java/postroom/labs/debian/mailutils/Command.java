package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.List;

/** A command of the reader. */
@FunctionalInterface
interface Command {
    /**
     * Carries it out.
     *
     * @param argv the command as it was typed, and its arguments
     * @return 0 if all went well
     */
    int run(List<String> argv) throws IOException, MessageList.Bad;
}
