package postroom.labs.debian.vimtiny;

/** Whether vi goes on. */
final class ViExit {
    private final ViText text;
    private final ViFiles files;
    private final ViWindow window;
    private boolean running = true;

    ViExit(ViText text, ViFiles files, ViWindow window) {
        this.text = text;
        this.files = files;
        this.window = window;
    }

    boolean isRunning() {
        return running;
    }

    /** Ends, whatever is not saved. */
    void leave() {
        running = false;
    }

    /** Ends unless something would be lost or not be looked at; then says so. */
    void quit(boolean force) {
        int left = files.left();
        if (text.modified() && !force) {
            window.alert(ViFiles.UNSAVED);
        } else if (left > 0 && !force) {
            window.alert("E173: " + left + " more file" + (left == 1 ? "" : "s") + " to edit");
        } else {
            leave();
        }
    }
}
