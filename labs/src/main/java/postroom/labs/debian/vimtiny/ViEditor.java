package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.terminal.screen.FullScreen;

/** The editor at work: does command after command until it is left. */
final class ViEditor {
    private final ViParts parts;
    private final ViNormal normal;

    ViEditor(Process process, FullScreen screen, ViOptions options, List<String> names) {
        this.parts = new ViParts(process, screen, options, names);
        this.normal = new ViNormal(screen, options, parts);
    }

    /** Shows some lines in the middle of an empty text, until a key comes. */
    void welcome(List<String> lines) {
        parts.window.intro = lines;
    }

    /**
     * Edits until it is left.
     *
     * @param commands what stands behind the plus signs of the command line
     */
    void run(List<String> commands) throws IOException {
        parts.files.open();
        for (String command : commands) {
            if (command.startsWith("/")) {
                parts.search.find(command.substring(1), false);
            } else {
                parts.ex.run(command.isEmpty() ? "$" : command);
            }
        }
        while (parts.exit.isRunning()) {
            parts.keys.begin();
            normal.command();
        }
    }
}
