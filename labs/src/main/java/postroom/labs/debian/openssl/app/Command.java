package postroom.labs.debian.openssl.app;

import java.io.IOException;

/** One of openssl's commands: {@code req}, {@code x509} … */
@FunctionalInterface
public interface Command {
    /**
     * Runs it.
     *
     * @return the exit status
     * @throws Quit when it ends early; what there was to say is said
     */
    int run(App app) throws IOException, Quit;
}
