package postroom.labs.terminal;

import java.util.List;
import java.util.Optional;

/**
 * readline's line editor as a machine of states: bytes of keys in, bytes for the screen out, and at last a line.
 *
 * <p>The shell calls {@link #begin} to prompt; whoever has keys calls {@link #input}, which returns at once. No thread
 * waits, and an idle editor keeps little more than its prompt. Not for several threads at a time.
 *
 * <p>Keys, wording and redrawing are those of bash 5.2 with readline 8.2 in emacs mode on Debian, learnt from
 * recordings of it. Lines are bounded ({@link EditLine#LIMIT}).
 */
public final class LineEditor {
    private static final String PASTE_ON = "\u001b[?2004h";
    private static final String PASTE_OFF = "\u001b[?2004l\r";
    private static final String CLEAR = "\u001b[H\u001b[2J";

    /**
     * What some input led to.
     *
     * @param consumed how many bytes were used: all, unless the line ended before
     * @param output what the terminal is to show
     * @param event how the line ended, if it did
     */
    public record Step(int consumed, byte[] output, Optional<EditorEvent> event) {}

    private final StringBuilder out = new StringBuilder();
    private final Screen screen = new Screen(out);
    private final KeyDecoder decoder = new KeyDecoder();
    private final Editing editing;
    private final Completing completing;
    private final Mode lineMode = new LineMode();
    private Mode mode = lineMode;
    private Prompt prompt = Prompt.NONE;
    private String lastSearch = "";
    private int columns = 80;
    private int rows = 24;
    private boolean active;

    /** The last key was a character: readline shows characters that come together together. */
    private boolean typing;

    /** The screen does not show yet what the last keys did. */
    private boolean stale;

    /** An editor for a shell with such a history and such completions. */
    public LineEditor(LineHistory history, Completer completer) {
        editing = new Editing(history);
        completing = new Completing(completer);
    }

    /**
     * Prompts for a line.
     *
     * @param text the prompt; what stands between U+0001 and U+0002 takes no room on the screen
     * @param windowColumns width of the window
     * @param windowRows its height
     * @return what the terminal is to show
     */
    public byte[] begin(String text, int windowColumns, int windowRows) {
        prompt = Prompt.parse(text);
        columns = Math.max(2, windowColumns);
        rows = windowRows;
        editing.begin();
        decoder.reset();
        mode = lineMode;
        active = true;
        out.append(PASTE_ON);
        fresh();
        return takeOutput();
    }

    /** True between {@link #begin} and the event that ends the line. */
    public boolean isActive() {
        return active;
    }

    /** Takes keys, as far as the end of the line. */
    public Step input(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && active) {
            decoder.feed(bytes[at++], this::key);
            boolean goesOn = at < end && typing && mode == lineMode && decoder.beginsText(bytes[at]);
            if (active && stale && !goesOn && !decoder.isWithinCharacter()) {
                redraw();
            }
        }
        if (active && stale) {
            redraw();
        }
        Optional<EditorEvent> event = editing.ended;
        editing.ended = Optional.empty();
        return new Step(at - offset, takeOutput(), event);
    }

    /** ^C came: the line is given up. */
    public Step interrupt() {
        if (!active) {
            return new Step(0, new byte[0], Optional.empty());
        }
        out.append("^C");
        screen.toLastRow();
        out.append(PASTE_OFF).append(PASTE_ON).append(PASTE_OFF).append("\r\n");
        finish();
        return new Step(0, takeOutput(), Optional.of(new EditorEvent.Interrupted()));
    }

    /** The window has another size; what the terminal is to show. */
    public byte[] resize(int windowColumns, int windowRows) {
        boolean narrower = windowColumns != columns;
        columns = Math.max(2, windowColumns);
        rows = windowRows;
        if (active && narrower && mode.layout(columns) != null) {
            screen.wipe(columns);
            redraw();
        }
        return takeOutput();
    }

    /** What shows prompt and line on an empty row: as a yardstick for what was sent step by step. */
    byte[] drawAnew() {
        StringBuilder anew = new StringBuilder();
        Screen empty = new Screen(anew);
        empty.begin(columns);
        empty.show(mode.layout(columns));
        return Utf8.encode(anew);
    }

    private void key(Key key) {
        if (!active) {
            return;
        }
        stale = true;
        typing = key.isText();
        Mode before = mode;
        mode = mode.key(key);
        if (editing.takeBell()) {
            out.append('\u0007');
        }
        if (before instanceof SearchMode && mode != before) {
            String wanted = ((SearchMode) before).wanted();
            lastSearch = wanted.isEmpty() ? lastSearch : wanted;
        }
        if (before instanceof ListingMode && mode == lineMode) {
            fresh();
        }
        editing.ended.ifPresent(this::end);
    }

    private void end(EditorEvent event) {
        if (event instanceof EditorEvent.Accepted) {
            redraw();
            screen.leave();
            out.append(PASTE_OFF);
        } else {
            out.append(PASTE_OFF).append("\r\n");
        }
        finish();
    }

    private void finish() {
        active = false;
        mode = lineMode;
        editing.line.reset("", new UndoLog());
        screen.begin(columns);
        decoder.reset();
    }

    /** Draws prompt and line on a row that is empty. */
    private void fresh() {
        out.append(prompt.above());
        screen.begin(columns);
        redraw();
    }

    private void redraw() {
        stale = false;
        draw(mode);
    }

    private void draw(Mode shown) {
        Layout layout = shown.layout(columns);
        if (layout != null) {
            screen.show(layout);
        }
    }

    private byte[] takeOutput() {
        byte[] bytes = Utf8.encode(out);
        out.setLength(0);
        if (out.capacity() > 256) {
            out.trimToSize();
        }
        return bytes;
    }

    /** Editing itself. */
    private final class LineMode implements Mode {
        /** How often the next character goes in: more than once only for one that is quoted. */
        private int literalCount = 1;

        @Override
        public Mode key(Key key) {
            editing.now = Editing.Action.OTHER;
            editing.activeFrom = 0;
            editing.activeTo = 0;
            Mode next = this;
            if (key.isText()) {
                editing.insert(key.value().repeat(literalCount));
            } else if (key.kind() == Key.Kind.PASTE) {
                paste(key.value());
            } else {
                next = control(key.value());
            }
            if (key.isText()) {
                literalCount = 1;
            }
            editing.last = editing.now;
            editing.argument = Optional.empty();
            return next;
        }

        private void paste(String text) {
            int from = editing.line.cursor();
            editing.insert(text);
            editing.mark = from;
            editing.activeFrom = from;
            editing.activeTo = editing.line.cursor();
        }

        private Mode control(String key) {
            EditCommand command = Keymap.command(key);
            if (command != null) {
                command.run(editing);
                return this;
            }
            return special(key);
        }

        private Mode special(String key) {
            switch (key) {
                case "\t":
                    return list(completing.complete(editing, editing.last == Editing.Action.COMPLETE));
                case "\u001b?":
                case "\u001b=":
                    return list(completing.complete(editing, true));
                case "\u001b*":
                    completing.insertAll(editing);
                    return this;
                case "\f":
                    out.append(CLEAR);
                    fresh();
                    return this;
                case "\u0012":
                case "\u0013":
                    screen.doubtPrompt();
                    return new SearchMode(editing, this, LineEditor.this::draw, key.equals("\u0012"), lastSearch);
                case "\u0011":
                case "\u0016":
                case "\u001b[2~":
                    decoder.nextIsLiteral();
                    literalCount = Math.max(0, Math.min(EditCommand.MOST, editing.count()));
                    return this;
                case "\u0018":
                    decoder.beginTwoKeySequence();
                    return this;
                default:
                    return unknown(key);
            }
        }

        private Mode unknown(String key) {
            boolean digit = key.length() == 2
                    && key.charAt(0) == 0x1B
                    && (key.charAt(1) == '-' || Character.isDigit(key.charAt(1)));
            if (digit) {
                return new ArgumentMode(editing, this, LineEditor.this::draw, key.charAt(1));
            }
            editing.ding();
            Mode next = this;
            for (char c : Keymap.rest(key).toCharArray()) {
                next = next.key(Key.text(String.valueOf(c)));
            }
            return next;
        }

        private Mode list(List<Completion.Candidate> candidates) {
            if (candidates.isEmpty()) {
                return this;
            }
            screen.below();
            Mode next = ListingMode.begin(this, editing, out, candidates, columns, rows);
            if (next == this) {
                fresh();
            }
            return next;
        }

        @Override
        public Layout layout(int windowColumns) {
            return Layout.of(
                    prompt,
                    editing.line.text(),
                    editing.line.cursor(),
                    editing.activeFrom,
                    editing.activeTo,
                    windowColumns);
        }
    }
}
