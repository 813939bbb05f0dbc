package postroom.labs.terminal;

import java.util.List;
import postroom.labs.terminal.Completion.Candidate;

/** Candidates are being shown: perhaps after a question, perhaps a windowful at a time. */
final class ListingMode implements Mode {
    private static final String MORE = "--More--";

    private final Mode back;
    private final Editing editing;
    private final StringBuilder out;
    private final List<String> rows;
    private final int windowRows;
    private boolean asking;
    private int next;

    private ListingMode(Mode back, Editing editing, StringBuilder out, List<String> rows, int windowRows) {
        this.back = back;
        this.editing = editing;
        this.out = out;
        this.rows = rows;
        this.windowRows = Math.max(2, windowRows);
    }

    /** Begins below the line; the mode that the next key belongs to. */
    static Mode begin(
            Mode back, Editing editing, StringBuilder out, List<Candidate> candidates, int columns, int windowRows) {
        ListingMode listing = new ListingMode(back, editing, out, CandidateList.rows(candidates, columns), windowRows);
        if (candidates.size() > CandidateList.ASK_ABOVE) {
            listing.asking = true;
            out.append("Display all ").append(candidates.size()).append(" possibilities? (y or n)");
            return listing;
        }
        return listing.print(listing.windowRows - 1);
    }

    @Override
    public Mode key(Key key) {
        boolean yes = isOneOf(key, "yY ");
        boolean no = isOneOf(key, "nN") || key.is("\u007f") || key.is("\u0007");
        if (asking) {
            return answer(yes, no);
        }
        if (yes || no || isOneOf(key, "qQ") || key.is("\r") || key.is("\n")) {
            out.append("\r\u001b[K\r");
            if (yes) {
                return print(windowRows - 1);
            }
            return key.is("\r") || key.is("\n") ? print(1) : back;
        }
        editing.ding();
        return this;
    }

    private Mode answer(boolean yes, boolean no) {
        if (yes || no) {
            asking = false;
            out.append("\r\n");
            return yes ? print(windowRows - 1) : back;
        }
        editing.ding();
        return this;
    }

    private Mode print(int count) {
        int end = Math.min(rows.size(), next + count);
        for (; next < end; next++) {
            out.append(rows.get(next)).append("\r\n");
        }
        if (next == rows.size()) {
            return back;
        }
        out.append(MORE);
        return this;
    }

    private static boolean isOneOf(Key key, String characters) {
        return key.isText() && characters.contains(key.value());
    }

    @Override
    public Layout layout(int columns) {
        return null;
    }
}
