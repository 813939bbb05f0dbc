package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.List;

/** One command of {@code doveadm}. */
@FunctionalInterface
interface DoveadmCommand {
    /** A call that is wrong; without a message the command's usage is shown. */
    final class BadCall extends Exception {
        private static final long serialVersionUID = 1;

        BadCall(String message) {
            super(message);
        }
    }

    /**
     * Does it.
     *
     * @param arguments what stands behind the command's name
     * @return the exit status
     */
    int run(Runtime runtime, List<String> arguments) throws IOException, BadCall;

    /** Complains about arguments where there must be none. */
    static void none(List<String> arguments) throws BadCall {
        if (!arguments.isEmpty()) {
            throw new BadCall("Error: Extraneous arguments found: " + arguments.get(0));
        }
    }
}
