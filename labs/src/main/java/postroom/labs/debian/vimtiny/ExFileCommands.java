package postroom.labs.debian.vimtiny;

import java.io.IOException;

/** Commands of the colon that read and write files, turn to others, and leave. */
final class ExFileCommands implements ExCommands {
    private final ViText text;
    private final ViWindow window;
    private final ViFiles files;
    private final ViExit exit;

    ExFileCommands(ViText text, ViWindow window, ViFiles files, ViExit exit) {
        this.text = text;
        this.window = window;
        this.files = files;
        this.exit = exit;
    }

    @Override
    public boolean run(ViRange range, String name, boolean force, String argument) throws IOException {
        switch (name) {
            case "w", "write" -> files.write(argument, force, range.fromOfAll(), range.endOfAll(text.size()));
            case "wa", "wall" -> writeAll("", force);
            case "wq" -> {
                if (writeAll(argument, force)) {
                    exit.quit(force);
                }
            }
            case "x", "xit", "exit" -> {
                if (!text.modified() || writeAll(argument, force)) {
                    exit.quit(force);
                }
            }
            case "wqa", "xa", "xall" -> {
                if (writeAll("", force)) {
                    exit.leave();
                }
            }
            case "q", "quit" -> exit.quit(force);
            case "qa", "qall", "quita" -> exit.quit(force || !text.modified());
            case "e", "edit" -> files.edit(argument, force);
            case "ene", "enew" -> files.edit("", force);
            case "r", "read" -> files.read(argument, range.to());
            case "n", "next" -> files.turn(1, force);
            case "N", "Next", "prev", "previous" -> files.turn(-1, force);
            case "rew", "rewind" -> files.rewind(force);
            case "ar", "args" -> window.say(files.arguments());
            case "f", "file" -> files.info();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean writeAll(String argument, boolean force) throws IOException {
        return files.write(argument, force, 0, text.size());
    }
}
