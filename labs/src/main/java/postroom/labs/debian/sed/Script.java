package postroom.labs.debian.sed;

import java.util.ArrayList;
import java.util.List;

/** The pieces of a script, of {@code -e} and {@code -f}, as one text that knows where each piece came from. */
final class Script {
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private int expressions;

    private record Piece(int start, String file, int expression) {}

    void add(String piece) {
        expressions++;
        add(piece, null);
    }

    void addFile(String piece, String file) {
        add(piece, file);
    }

    private void add(String piece, String file) {
        if (!pieces.isEmpty()) {
            text.append('\n');
        }
        pieces.add(new Piece(text.length(), file, expressions));
        text.append(piece);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    String text() {
        return text.toString();
    }

    /** How GNU sed names a place in the script: {@code -e expression #1, char 3} or {@code file x line 2}. */
    String place(int at) {
        Piece here = pieces.get(0);
        for (Piece each : pieces) {
            here = each.start < at || each.start == 0 ? each : here;
        }
        if (here.file == null) {
            return "-e expression #" + here.expression + ", char " + Math.max(at - here.start, 0);
        }
        int end = Math.min(Math.max(at - 1, here.start), text.length());
        long lines =
                text.substring(here.start, end).chars().filter(it -> it == '\n').count();
        return "file " + here.file + " line " + (lines + 1);
    }
}
