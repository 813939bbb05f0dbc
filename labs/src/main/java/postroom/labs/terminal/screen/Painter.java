package postroom.labs.terminal.screen;

/** Brings a terminal from one {@link Canvas} to the next with few bytes: only what differs is written. */
public final class Painter {
    /** So many unchanged cells are rather written again than jumped over: a jump takes about as many bytes. */
    private static final int WORTH_A_JUMP = 6;

    private Canvas shown;
    private Style style;
    private int row;
    private int column;
    private boolean cursorShown = true;

    /** Forgets what the terminal shows: the next canvas is painted as a whole. */
    public void forget() {
        shown = null;
    }

    /** What to send to the terminal. */
    public String paint(Canvas wanted) {
        StringBuilder out = new StringBuilder();
        if (shown == null || shown.rows() != wanted.rows() || shown.columns() != wanted.columns()) {
            shown = new Canvas(wanted.rows(), wanted.columns());
            out.append("\u001b[0m\u001b[H\u001b[2J");
            style = Style.PLAIN;
            row = 0;
            column = 0;
        }
        boolean changed = false;
        StringBuilder cells = new StringBuilder();
        for (int r = 0; r < wanted.rows(); r++) {
            changed |= row(wanted, r, cells);
        }
        if (changed && cursorShown) {
            out.append("\u001b[?25l");
            cursorShown = false;
        }
        out.append(cells);
        use(out, Style.PLAIN);
        moveTo(out, wanted.cursorRow(), wanted.cursorColumn());
        if (wanted.cursorShown() != cursorShown) {
            cursorShown = wanted.cursorShown();
            out.append(cursorShown ? "\u001b[?25h" : "\u001b[?25l");
        }
        shown = wanted;
        return out.toString();
    }

    private boolean row(Canvas wanted, int r, StringBuilder out) {
        int last = wanted.columns() - 1;
        while (last >= 0 && shown.same(wanted, r, last)) {
            last--;
        }
        if (last < 0) {
            return false;
        }
        int blankFrom = wanted.columns();
        while (blankFrom > 0 && wanted.isBlank(r, blankFrom - 1)) {
            blankFrom--;
        }
        int at = 0;
        while (at <= last && at < blankFrom) {
            if (shown.same(wanted, r, at)) {
                at++;
                continue;
            }
            int from = at;
            while (from > 0 && wanted.text(r, from).equals(Canvas.COVERED)) {
                from--;
            }
            int end = runEnd(wanted, r, at, Math.min(last + 1, blankFrom));
            moveTo(out, r, from);
            write(wanted, r, from, end, out);
            at = end;
        }
        if (last >= blankFrom) {
            moveTo(out, r, blankFrom);
            use(out, Style.PLAIN);
            out.append("\u001b[K");
        }
        return true;
    }

    /** The end of the cells to write from {@code from} on: before a stretch worth a jump. */
    private int runEnd(Canvas wanted, int r, int from, int most) {
        int end = from;
        int same = 0;
        for (int at = from; at < most; at++) {
            if (shown.same(wanted, r, at)) {
                if (++same >= WORTH_A_JUMP) {
                    break;
                }
            } else {
                same = 0;
                end = at + 1;
            }
        }
        while (end < most && wanted.text(r, end).equals(Canvas.COVERED)) {
            end++;
        }
        return end;
    }

    private void write(Canvas wanted, int r, int from, int end, StringBuilder out) {
        for (int at = from; at < end; at++) {
            String text = wanted.text(r, at);
            if (!text.equals(Canvas.COVERED)) {
                use(out, wanted.style(r, at));
                out.append(text);
            }
        }
        row = r;
        column = end;
        if (end == wanted.columns()) {
            column = -1;
        }
    }

    private void use(StringBuilder out, Style wanted) {
        if (!wanted.equals(style)) {
            out.append(wanted.sequence());
            style = wanted;
        }
    }

    private void moveTo(StringBuilder out, int toRow, int toColumn) {
        if (toRow == row && toColumn == column) {
            return;
        }
        if (column >= 0 && toColumn == 0 && toRow == row + 1) {
            out.append("\r\n");
        } else if (column >= 0 && toRow == row && toColumn == 0) {
            out.append('\r');
        } else {
            out.append("\u001b[")
                    .append(toRow + 1)
                    .append(';')
                    .append(toColumn + 1)
                    .append('H');
        }
        row = toRow;
        column = toColumn;
    }
}
