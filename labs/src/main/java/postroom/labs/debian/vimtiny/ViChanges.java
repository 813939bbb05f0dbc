package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Makes changes that can be taken back, and takes them back. */
final class ViChanges {
    private static final String OLDEST = "Already at oldest change";
    private static final String NEWEST = "Already at newest change";

    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private final ViKeys keys;
    private final ViCursor cursor;
    private final LongSupplier clock;
    private boolean warned;

    ViChanges(ViText text, ViWindow window, ViOptions options, ViKeys keys, ViCursor cursor, LongSupplier clock) {
        this.text = text;
        this.window = window;
        this.options = options;
        this.keys = keys;
        this.cursor = cursor;
        this.clock = clock;
    }

    /** Does something that changes the text, which a dot then does again. */
    void make(ViKeys.Command command) throws IOException {
        warn();
        begin();
        try {
            command.run();
        } finally {
            text.end();
        }
        keys.isChange();
        cursor.clamp();
        cursor.settle();
    }

    /** What is changed up to {@link ViText#end} is one change. */
    void begin() {
        text.begin(clock.getAsLong());
    }

    private void warn() {
        if (options.readonly && !warned && !text.modified()) {
            window.alert("W10: Warning: Changing a readonly file");
            warned = true;
        }
    }

    /** Takes the last change back; the original vi takes that back if it was the last thing done. */
    void undo() {
        if (options.compatible && text.undidLast()) {
            say(text.redo(), NEWEST);
        } else {
            say(text.undo(), OLDEST);
        }
    }

    /** Makes the change again that was taken back last; the original vi goes on in the direction of the last {@code u}. */
    void redo() {
        if (options.compatible && text.undidLast()) {
            say(text.undo(), OLDEST);
        } else {
            say(text.redo(), NEWEST);
        }
    }

    private void say(ViText.Undone done, String none) {
        if (done == null) {
            window.say(none);
            return;
        }
        long seconds = Math.max(0, (clock.getAsLong() - done.millis()) / 1000);
        window.say(lines(done.lines()) + "; " + (done.before() ? "before" : "after") + " #" + done.number() + "  "
                + seconds + (seconds == 1 ? " second ago" : " seconds ago"));
        cursor.clamp();
        cursor.settle();
    }

    private static String lines(int growth) {
        return switch (growth) {
            case 0 -> "1 change";
            case 1 -> "1 more line";
            case -1 -> "1 line less";
            default -> growth > 0 ? growth + " more lines" : -growth + " fewer lines";
        };
    }
}
