package postroom.labs.debian.nano;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Style;

/** The keys that the two lines at the bottom show, by what is going on. */
enum Menu {
    MAIN(
            "^G Help",
            "^X Exit",
            "^O Write Out",
            "^R Read File",
            "^W Where Is",
            "^\\ Replace",
            "^K Cut",
            "^U Paste",
            "^T Execute",
            "^J Justify",
            "^C Location",
            "^/ Go To Line",
            "M-U Undo",
            "M-E Redo",
            "M-A Set Mark",
            "M-6 Copy",
            "M-] To Bracket",
            "^Q Where Was",
            "M-Q Previous",
            "M-W Next",
            "^B Back",
            "^F Forward",
            "^◂ Prev Word",
            "^▸ Next Word",
            "^A Home",
            "^E End",
            "^P Prev Line",
            "^N Next Line"),
    SEARCH(
            "^G Help",
            "^C Cancel",
            "M-C Case Sens",
            "M-R Reg.exp.",
            "M-B Backwards",
            "^R Replace",
            "^P Older",
            "^N Newer",
            "^T Go To Line"),
    REPLACE(
            "^G Help",
            "^C Cancel",
            "M-C Case Sens",
            "M-R Reg.exp.",
            "M-B Backwards",
            "^R No Replace",
            "^P Older",
            "^N Newer"),
    REPLACE_WITH("^G Help", "^C Cancel", "^P Older", "^N Newer"),
    GO_TO(
            "^G Help",
            "^C Cancel",
            "^W Begin of Paragr.",
            "^O End of Paragraph",
            "^Y First Line",
            "^V Last Line",
            "^T Go To Text"),
    WRITE(
            "^G Help",
            "^C Cancel",
            "M-D DOS Format",
            "M-M Mac Format",
            "M-A Append",
            "M-P Prepend",
            "M-B Backup File",
            "^T Browse"),
    INSERT("^G Help", "^C Cancel", "M-F New Buffer", "M-N No Conversion", "^X Execute Command", "^T Browse"),
    EXECUTE(
            "^G Help",
            "^C Cancel",
            "M-F New Buffer",
            "M-\\ Pipe Text",
            "^S Spell Check",
            "^Y Linter",
            "^J Full Justify",
            "^O Formatter",
            "^V Cut Till End",
            "^Z Suspend"),
    HELP(
            "^L Refresh",
            "^X Close",
            "^W Where Is",
            "^Q Where Was",
            "M-Q Previous",
            "M-W Next",
            "^P Prev Line",
            "^N Next Line",
            "^Y Prev Page",
            "^V Next Page",
            "M-\\ First Line",
            "M-/ Last Line");

    private final List<String> entries;

    Menu(String... entries) {
        this.entries = List.of(entries);
    }

    /** Draws the last two rows of the canvas. */
    void draw(Canvas canvas, boolean severalBuffers) {
        int columns = canvas.columns();
        List<String> shown = new ArrayList<>(entries.subList(0, Math.min(entries.size(), (columns + 40) / 20 * 2)));
        if (this == MAIN && severalBuffers) {
            shown.set(1, "^X Close");
        }
        int number = shown.size();
        int width = columns / ((number + 1) / 2);
        if (width == 0) {
            return;
        }
        for (int i = 0; i < number; i++) {
            int room = width;
            if (number % 2 == 1 && i + 2 == number) {
                room += width;
            }
            if (i + 2 >= number) {
                room += columns % width;
            }
            key(canvas, canvas.rows() - 2 + i % 2, i / 2 * width, shown.get(i), room);
        }
    }

    /** The choices of a question. */
    static void drawAnswers(Canvas canvas, boolean all) {
        int width = Math.min(16, canvas.columns() / 2);
        int row = canvas.rows() - 2;
        key(canvas, row, 0, " Y Yes", width);
        if (all) {
            key(canvas, row, width, " A All", width);
        }
        key(canvas, row + 1, 0, " N No", width);
        key(canvas, row + 1, width, "^C Cancel", width);
    }

    private static void key(Canvas canvas, int row, int column, String entry, int width) {
        int blank = entry.indexOf(' ', 1);
        String key = entry.substring(0, blank);
        String tag = entry.substring(blank + 1);
        int at = canvas.put(row, column, key.substring(0, Math.min(width, key.length())), Style.REVERSE);
        int room = width - key.length();
        if (room >= 2) {
            canvas.put(row, at, " " + tag.substring(0, Math.min(room - 1, tag.length())), Style.PLAIN);
        }
    }
}
