package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Running;
import postroom.labs.host.Process;
import postroom.labs.terminal.screen.FullScreen;

/** The shell that vi covers: a command runs there, or vi stops and it comes back. */
final class ViShell {
    private final Process process;
    private final FullScreen screen;
    private final ViWindow window;

    ViShell(Process process, FullScreen screen, ViWindow window) {
        this.process = process;
        this.screen = screen;
        this.window = window;
    }

    /** {@code :!}. */
    void run(String command) throws IOException {
        screen.suspend();
        screen.send("\r\n");
        try {
            Running.run(process, List.of("sh", "-c", command));
        } finally {
            screen.send("\r\nPress ENTER or type command to continue");
            screen.resumeInPlace();
        }
        screen.read();
        screen.resume();
        window.say("");
    }

    /** {@code ^Z}. */
    void stop() throws IOException {
        screen.stop();
    }
}
