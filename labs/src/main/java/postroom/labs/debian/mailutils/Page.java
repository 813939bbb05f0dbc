package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;

/** The screenful of messages that {@code headers} shows, and which of them is the current one. */
final class Page {
    private final Session session;
    private int top = 1;
    private int cursor;
    private List<Integer> shown = List.of();

    Page(Session session) {
        this.session = session;
    }

    /** Begins anew, with another mailbox. */
    void reset() {
        top = 1;
        cursor = 0;
        shown = List.of();
    }

    /** Something on it was deleted or is back. */
    void refresh() {
        shown = List.of();
    }

    /** The numbers of the messages on it. */
    List<Integer> numbers() {
        if (shown.isEmpty()) {
            shown = from(top);
            cursor = Math.max(0, Math.min(cursor, shown.size() - 1));
        }
        return shown;
    }

    private List<Integer> from(int start) {
        List<Integer> numbers = new ArrayList<>();
        int lines = session.screenLines();
        for (int i = Math.max(1, start); i <= session.total() && numbers.size() < lines; i++) {
            if (!session.message(i).isDeleted()) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    /** The number of the current message; 0 if there is none. */
    int current() {
        return numbers().isEmpty() ? 0 : numbers().get(cursor);
    }

    /** Makes a message the current one. */
    void current(int number) {
        if (session.total() == 0) {
            cursor = 0;
            return;
        }
        int line = numbers().indexOf(number);
        if (line >= 0) {
            cursor = line;
            return;
        }
        top = number;
        cursor = 0;
        refresh();
        move(0);
    }

    /** Moves so many lines; false if there is nothing to see there. */
    boolean move(int lines) {
        List<Integer> before = numbers();
        if (before.isEmpty()) {
            return false;
        }
        int start = lines < 0 && -lines > before.get(0) ? 1 : before.get(0) + lines;
        if (start > session.total()) {
            return false;
        }
        List<Integer> next = from(start);
        if (next.isEmpty() || lines < 0 && next.get(0) == top) {
            return false;
        }
        top = next.get(0);
        int missing = session.screenLines() - next.size();
        for (int i = top - 1; missing > 0 && i >= 1; i--) {
            if (!session.message(i).isDeleted()) {
                top = i;
                cursor++;
                missing--;
            }
        }
        refresh();
        numbers();
        return true;
    }
}
