package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.editing.Place;
import postroom.labs.host.Process;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;

/** The editor at work: reads strokes and does what they mean until the last text is closed. */
final class Editor {
    private final FullScreen screen;
    private final Options options;
    private final Screenful view;
    private final Moves moves;
    private final Edits edits;
    private final Searching searching;
    private final Saving saving;
    private final HelpViewer help;
    private final List<TextBuffer> buffers;
    private int current;
    private boolean verbatim;

    Editor(Process process, FullScreen screen, Options options, List<TextBuffer> buffers, Files files) {
        this.screen = screen;
        this.options = options;
        this.buffers = new ArrayList<>(buffers);
        this.view = new Screenful(screen, options);
        this.moves = new Moves(view, options);
        this.edits = new Edits(view, options, moves);
        this.help = new HelpViewer(view, options);
        Prompt prompt = new Prompt(view, options, this::canvas);
        this.searching = new Searching(process, view, options, moves, prompt, help);
        this.saving = new Saving(process, view, options, prompt, help, files);
    }

    Screenful view() {
        return view;
    }

    Searching searching() {
        return searching;
    }

    private Canvas canvas() {
        moves.show(text(), false);
        return view.draw(buffers, current);
    }

    private TextBuffer text() {
        return buffers.get(current);
    }

    /** The texts that are still open. */
    List<TextBuffer> buffers() {
        return buffers;
    }

    /** Works until everything is closed; false if the terminal went away. */
    boolean run() throws IOException {
        while (!buffers.isEmpty()) {
            if (options.constantPosition && !view.says()) {
                position();
            }
            view.paint(canvas());
            if (options.constantPosition) {
                view.hush();
            }
            Stroke stroke = screen.read();
            if (stroke.is(Stroke.HANGUP)) {
                return false;
            }
            if (!stroke.is(Stroke.RESIZE)) {
                view.age();
                stroke(stroke);
            }
        }
        return true;
    }

    private void stroke(Stroke stroke) throws IOException {
        String key = stroke.name();
        if (stroke.is(Stroke.ESCAPE)) {
            Stroke next = screen.read();
            key = next.is(Stroke.ESCAPE) ? "" : "M-" + next.name();
        }
        if (verbatim) {
            verbatim = false;
            view.hush();
            String raw = key.length() == 2 && key.charAt(0) == '^' ? String.valueOf((char) (key.charAt(1) & 31)) : key;
            edits.type(text(), raw);
            return;
        }
        boolean meta = key.startsWith("M-") && key.length() == 3;
        if (meta) {
            key = key.toUpperCase(Locale.ROOT);
        }
        TextBuffer text = text();
        if (options.view && changes(stroke, key)) {
            view.say("Key is invalid in view mode");
            return;
        }
        if (!key.equals("^K") && !key.equals("M-6") && !key.equals("M-^")) {
            edits.endsCutting();
        }
        if (stroke.is(Stroke.PASTE)) {
            edits.paste(text, stroke.text());
        } else if (stroke.isText()) {
            edits.type(text, key);
        } else if (!move(text, key)) {
            command(text, key);
        }
        if (!buffers.isEmpty()) {
            moves.show(text(), false);
        }
    }

    private static boolean changes(Stroke stroke, String key) {
        return stroke.isText()
                || stroke.is(Stroke.PASTE)
                || List.of(
                                "^K", "^U", "^\\", "^R", "^T", "^J", "^I", "^M", "^H", "^?", "^D", "Delete", "M-U",
                                "M-E", "M-T", "M-J", "M-}", "M-{", "M-3", "^]", "^S", "^O", "M-R")
                        .contains(key);
    }

    private boolean move(TextBuffer text, String key) throws IOException {
        text.separate();
        boolean shifted = key.startsWith("S-") && !key.equals("S-Tab");
        String plain = shifted ? key.substring(2) : key;
        if (shifted && text.mark == null) {
            text.mark = text.place();
        }
        switch (plain) {
            case "Up", "^P" -> moves.vertical(text, -1);
            case "Down", "^N" -> moves.vertical(text, 1);
            case "Left", "^B" -> moves.left(text);
            case "Right", "^F" -> moves.right(text);
            case "Home", "^A" -> moves.home(text);
            case "End", "^E" -> moves.end(text);
            case "PageUp", "^Y" -> moves.pageUp(text);
            case "PageDown", "^V" -> moves.pageDown(text);
            case "M-\\", "M-|", "C-Home" -> moves.first(text);
            case "M-/", "M-?", "C-End" -> moves.last(text);
            case "C-Right", "^@", "M-F" -> moves.nextWord(text);
            case "C-Left", "M- ", "M-B" -> moves.previousWord(text);
            case "C-Up", "M-7" -> moves.block(text, -1);
            case "C-Down", "M-8" -> moves.block(text, 1);
            case "M-Up", "M--", "M-_" -> moves.scroll(text, -1);
            case "M-Down", "M-+", "M-=" -> moves.scroll(text, 1);
            case "M-]" -> {
                Boolean found = moves.bracket(text);
                view.say(found == null ? "Not a bracket" : found ? "" : "No matching bracket");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void command(TextBuffer text, String key) throws IOException {
        switch (key) {
            case "^M" -> edits.enter(text);
            case "^I" -> edits.tab(text);
            case "S-Tab", "M-{" -> edits.unindent(text);
            case "M-}" -> edits.indent(text);
            case "M-3" -> edits.comment(text);
            case "^?", "^H" -> edits.backspace(text);
            case "^D", "Delete" -> edits.delete(text);
            case "M-^?", "M-^H" -> edits.deleteWord(text, true);
            case "C-Delete" -> edits.deleteWord(text, false);
            case "^K" -> edits.cut(text);
            case "^U" -> edits.uncut(text);
            case "M-6", "M-^" -> edits.copy(text);
            case "M-T" -> edits.cutToFileEnd(text);
            case "M-A", "^^" -> mark(text);
            case "M-U" -> undo(text);
            case "M-E" -> redo(text);
            case "^J" -> justify(text, false);
            case "M-J" -> justify(text, true);
            case "M-D" -> count(text);
            case "^C" -> position();
            case "M-V" -> {
                verbatim = true;
                view.say("Verbatim Input");
            }
            case "^L" -> {
                moves.centre(text);
                screen.repaint();
            }
            case "^G", "F1" -> {
                help.show("main");
                view.hush();
            }
            default -> more(text, key);
        }
    }

    private void more(TextBuffer text, String key) throws IOException {
        switch (key) {
            case "^W", "F6" -> searching.ask(text, false, false);
            case "^Q" -> searching.ask(text, true, false);
            case "^\\", "M-R" -> searching.ask(text, false, true);
            case "M-W" -> searching.again(text, false);
            case "M-Q" -> searching.again(text, true);
            case "^_", "M-G" -> searching.goTo(text);
            case "^O", "F3" -> saving.writeOut(text);
            case "^S" -> saving.save(text);
            case "^R", "Insert" -> saving.insert(text);
            case "^T" -> {
                if (saving.execute(text)) {
                    screen.stop();
                    view.hush();
                }
            }
            case "^X", "F2" -> close();
            case "^Z" -> view.say("To suspend, type ^T^Z");
            case "M-<", "M-,", "M-Left" -> turn(-1);
            case "M->", "M-.", "M-Right" -> turn(1);
            default -> toggle(key);
        }
    }

    private void toggle(String key) {
        switch (key) {
            case "M-I" -> view.say(onOff("Auto indent", options.autoIndent = !options.autoIndent));
            case "M-N", "M-#" -> view.say(onOff("Line numbering", options.lineNumbers = !options.lineNumbers));
            case "M-K" -> view.say(onOff("Cut to end", options.cutToEnd = !options.cutToEnd));
            case "M-L" ->
                view.say(onOff("Hard wrapping of overlong lines", options.breakLongLines = !options.breakLongLines));
            case "M-O" ->
                view.say(onOff("Conversion of typed tabs to spaces", options.tabsToSpaces = !options.tabsToSpaces));
            case "M-H" -> view.say(onOff("Smart home key", options.smartHome = !options.smartHome));
            case "M-P" -> view.say(onOff("Whitespace display", options.showBlanks = !options.showBlanks));
            case "M-X" -> view.say(onOff("Help mode", !(options.noHelp = !options.noHelp)));
            case "M-C" -> {
                options.constantPosition = !options.constantPosition;
                view.hush();
            }
            case Stroke.UNKNOWN -> view.say("Unknown sequence");
            default -> view.say("Unbound key: " + key);
        }
    }

    private static String onOff(String what, boolean on) {
        return what + (on ? " enabled" : " disabled");
    }

    private void mark(TextBuffer text) {
        text.mark = text.mark == null ? text.place() : null;
        view.say(text.mark == null ? "Mark Unset" : "Mark Set");
    }

    private void undo(TextBuffer text) {
        String what = text.undo();
        view.say(what == null ? "Nothing to undo" : "Undid " + what);
        moves.settle(text);
        moves.show(text, true);
    }

    private void redo(TextBuffer text) {
        String what = text.redo();
        view.say(what == null ? "Nothing to redo" : "Redid " + what);
        moves.settle(text);
        moves.show(text, true);
    }

    private void justify(TextBuffer text, boolean all) {
        Paragraphs paragraphs = new Paragraphs(view.breadth());
        int width = options.fillWidth(screen.columns());
        int from = paragraphs.start(text, all ? 0 : text.row);
        if (from < 0) {
            moves.last(text);
            return;
        }
        List<String> now = new ArrayList<>();
        int at = from;
        int end = from;
        do {
            while (all && end > from && at < end) {
                now.add(text.line(at++));
            }
            end = paragraphs.end(text, at);
            now.addAll(paragraphs.justified(text, at, end, width));
            int next = all ? paragraphs.start(text, end) : -1;
            for (int row = end; all && row < (next < 0 ? end : next); row++) {
                now.add(text.line(row));
            }
            at = next < 0 ? end : next;
            end = at;
        } while (all && at < text.size() && paragraphs.start(text, at) >= 0);
        text.separate();
        Place cursor = new Place(from + now.size(), 0);
        text.patch("justification", from, at, now, cursor);
        text.separate();
        moves.settle(text);
        view.say(all ? "Justified file" : "Justified paragraph");
    }

    private void count(TextBuffer text) {
        Place from = new Place(0, 0);
        Place to = text.end();
        boolean marked = text.mark != null;
        if (marked) {
            boolean after = text.mark.compareTo(text.place()) <= 0;
            from = after ? text.mark : text.place();
            to = after ? text.place() : text.mark;
        }
        String all = text.text(from, to);
        int words = 0;
        boolean inWord = false;
        for (int point : all.codePoints().toArray()) {
            boolean word = Character.isLetterOrDigit(point);
            words += word && !inWord ? 1 : 0;
            inWord = word;
        }
        int lines = marked ? to.row() - from.row() + (to.x() > 0 ? 1 : 0) : text.fileLines();
        int characters = all.codePointCount(0, all.length());
        view.say((marked ? "In Selection:  " : "") + lines + plural(" line", lines) + ",  " + words
                + plural(" word", words) + ",  " + characters + plural(" character", characters));
    }

    private static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    private void position() {
        TextBuffer text = text();
        int line = text.row + 1;
        int lines = text.size();
        int column = view.breadth().at(text.line(), text.x) + 1;
        int wide = view.breadth().of(text.line()) + 1;
        int at = text.characters(text.place());
        int all = text.characters(text.end());
        view.say(String.format(
                "line %" + digits(lines) + "d/%d (%2d%%), col %2d/%2d (%3d%%), char %" + digits(all) + "d/%d (%2d%%)",
                line,
                lines,
                100L * line / lines,
                column,
                wide,
                100L * column / wide,
                at,
                all,
                all == 0 ? 0 : 100L * at / all));
    }

    private static int digits(int number) {
        return Math.max(2, Integer.toString(number).length());
    }

    private void turn(int by) {
        if (buffers.size() < 2) {
            view.say("No more open file buffers");
            return;
        }
        current = Math.floorMod(current + by, buffers.size());
        announce();
    }

    private void announce() {
        TextBuffer text = text();
        int lines = text.fileLines();
        view.say((text.name.isEmpty() ? "New Buffer" : text.name.substring(text.name.lastIndexOf('/') + 1)) + " -- "
                + lines + plural(" line", lines));
    }

    private void close() throws IOException {
        if (!saving.mayClose(text())) {
            return;
        }
        buffers.remove(current);
        if (!buffers.isEmpty()) {
            current = Math.min(current, buffers.size() - 1);
            announce();
        }
    }

    /** The first text is on the screen at the start; with several it is told which. */
    void begin(String message, boolean alert) {
        if (buffers.size() > 1) {
            announce();
        } else if (alert) {
            view.alert(message);
        } else {
            view.say(message);
        }
    }
}
