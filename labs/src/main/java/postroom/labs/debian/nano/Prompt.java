package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import postroom.labs.debian.editing.Characters;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;
import postroom.labs.terminal.screen.Style;

/** Asks on the status bar: for a line of text, or yes or no. */
final class Prompt {
    private static final int LONGEST = 4096;

    /** How a question ended: the stroke that ended it (Enter is {@code ^M}) and the answer. */
    record Answer(String stroke, String text) {
        boolean entered() {
            return stroke.equals("^M");
        }
    }

    private final Screenful view;
    private final Options options;
    private final Supplier<Canvas> background;

    /** Questions are asked below what {@code background} draws. */
    Prompt(Screenful view, Options options, Supplier<Canvas> background) {
        this.view = view;
        this.options = options;
        this.background = background;
    }

    /**
     * Asks for a line.
     *
     * @param history earlier answers, the newest last
     * @param ends strokes that end the question besides Enter and ^C
     */
    Answer ask(Menu menu, String question, String given, List<String> history, List<String> ends) throws IOException {
        StringBuilder text = new StringBuilder(given);
        int x = text.length();
        int past = history.size();
        String fresh = given;
        while (true) {
            draw(menu, question, text.toString(), x);
            Stroke stroke = view.terminal().read();
            String key = stroke.name();
            if (ends.contains(key) || key.equals("^M") || key.equals("^C") || key.equals(Stroke.HANGUP)) {
                return new Answer(key, text.toString());
            }
            String all = text.toString();
            switch (key) {
                case "Left", "^B" -> x = x > 0 ? Characters.before(all, x) : 0;
                case "Right", "^F" -> x = x < all.length() ? Characters.after(all, x) : x;
                case "Home", "^A" -> x = 0;
                case "End", "^E" -> x = all.length();
                case "^?", "^H" -> {
                    if (x > 0) {
                        int from = Characters.before(all, x);
                        text.delete(from, x);
                        x = from;
                    }
                }
                case "Delete", "^D" -> {
                    if (x < all.length()) {
                        text.delete(x, Characters.after(all, x));
                    }
                }
                case "^U", "^K" -> {
                    text.setLength(0);
                    x = 0;
                }
                case "^P", "Up", "^N", "Down" -> {
                    boolean older = key.equals("^P") || key.equals("Up");
                    if (past == history.size()) {
                        fresh = all;
                    }
                    past = Math.max(0, Math.min(history.size(), past + (older ? -1 : 1)));
                    text = new StringBuilder(past == history.size() ? fresh : history.get(past));
                    x = text.length();
                }
                case "^L" -> view.terminal().repaint();
                default -> {
                    String typed = stroke.isText() ? key : stroke.is(Stroke.PASTE) ? firstLine(stroke.text()) : "";
                    if (text.length() + typed.length() < LONGEST) {
                        text.insert(x, typed);
                        x += typed.length();
                    }
                }
            }
        }
    }

    private static String firstLine(String pasted) {
        return pasted.split("[\r\n]", 2)[0];
    }

    private void draw(Menu menu, String question, String answer, int x) throws IOException {
        Canvas canvas = background.get();
        int row = bar(canvas);
        Breadth cells = new Breadth(8);
        int base = Math.min(question.length() + 2, canvas.columns() - 4);
        int column = base + cells.at(answer, x);
        int page = column == base || column < canvas.columns() - 1
                ? 0
                : canvas.columns() > base + 2
                        ? column - base - 1 - (column - base - 1) % (canvas.columns() - base - 2)
                        : column - 2;
        String shown = cells.shown(answer, false);
        canvas.put(row, 0, question.substring(0, base - 2) + ":" + (page == 0 ? " " : "<"), Style.REVERSE);
        canvas.put(row, base, shown.substring(cells.index(shown, page)), Style.REVERSE);
        if (base + cells.of(answer) - page > canvas.columns()) {
            canvas.put(row, canvas.columns() - 1, ">", Style.REVERSE);
        }
        if (!options.noHelp) {
            menu.draw(canvas, false);
        }
        canvas.cursor(row, column - page);
        view.paint(canvas);
    }

    private int bar(Canvas canvas) {
        int row = canvas.rows() - (options.noHelp ? 1 : 3);
        for (int r = row; r < canvas.rows(); r++) {
            canvas.fill(r, 0, r == row ? Style.REVERSE : Style.PLAIN);
        }
        return row;
    }

    /** Asks yes or no: {@code y}, {@code n}, {@code a} if {@code all} may be answered, or {@code c} for ^C. */
    char yesNo(String question, boolean all) throws IOException {
        while (true) {
            Canvas canvas = background.get();
            int row = bar(canvas);
            String shown = new Breadth(8).shown(question, false);
            int end = canvas.put(row, 0, shown, Style.REVERSE);
            if (!options.noHelp) {
                Menu.drawAnswers(canvas, all);
            }
            canvas.cursor(row, end);
            view.paint(canvas);
            String key = view.terminal().read().name();
            switch (key) {
                case "y", "Y" -> {
                    return 'y';
                }
                case "n", "N" -> {
                    return 'n';
                }
                case "^C", Stroke.HANGUP -> {
                    return 'c';
                }
                case "a", "A" -> {
                    if (all) {
                        return 'a';
                    }
                }
                default -> {}
            }
        }
    }
}
