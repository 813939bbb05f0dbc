package postroom.labs.debian.vimtiny;

import java.io.IOException;

/** Asks for a command of the colon and does it. */
final class ViColon {
    private final ViWindow window;
    private final ViCursor cursor;
    private final ViCommandLine commandLine;
    private final ViEx ex;

    ViColon(ViWindow window, ViCursor cursor, ViCommandLine commandLine, ViEx ex) {
        this.window = window;
        this.cursor = cursor;
        this.commandLine = commandLine;
        this.ex = ex;
    }

    /** Asks, with some of it typed already; messages of a write that failed stay while it is tried again. */
    void ask(String given) throws IOException {
        String line = commandLine.ask(":", given);
        if (line == null) {
            return;
        }
        if (!line.strip().startsWith("w")) {
            window.pages.clear();
        }
        window.say(":" + line);
        ex.run(line);
        cursor.settle();
    }
}
