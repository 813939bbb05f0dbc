package postroom.labs.terminal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** readline's commands that change text in place, and those that end the line. */
final class Changing {
    private Changing() {}

    static void accept(Editing e) {
        e.ended = Optional.of(new EditorEvent.Accepted(e.line.string()));
    }

    static void comment(Editing e) {
        e.line.moveTo(0);
        e.insert("#");
        accept(e);
    }

    static void transposeCharacters(Editing e) {
        EditLine line = e.line;
        int second = line.cursor() == line.length() ? line.before(line.cursor()) : line.cursor();
        if (line.cursor() == 0 || second == 0) {
            e.ding();
            return;
        }
        int first = line.before(second);
        int end = line.after(second);
        line.undoLog().together(() -> {
            String moved = line.delete(first, second);
            line.moveTo(end - moved.length());
            line.insert(moved);
        });
    }

    static void transposeWords(Editing e) {
        EditLine line = e.line;
        int secondEnd = line.wordEnd(line.cursor());
        int secondStart = line.wordStart(secondEnd);
        int firstStart = line.wordStart(secondStart);
        int firstEnd = line.wordEnd(firstStart);
        if (firstStart == secondStart || secondStart < firstEnd) {
            e.ding();
            return;
        }
        String between = line.string(firstEnd, secondStart);
        String swapped = line.string(secondStart, secondEnd) + between + line.string(firstStart, firstEnd);
        line.replace(firstStart, secondEnd, swapped);
    }

    static void upcase(Editing e) {
        word(e, text -> text.toUpperCase(Locale.ROOT));
    }

    static void downcase(Editing e) {
        word(e, text -> text.toLowerCase(Locale.ROOT));
    }

    static void capitalize(Editing e) {
        word(e, text -> {
            int first = 0;
            while (first < text.length() && !Character.isLetterOrDigit(text.charAt(first))) {
                first++;
            }
            int behind = Math.min(text.length(), first + 1);
            return text.substring(0, behind).toUpperCase(Locale.ROOT)
                    + text.substring(behind).toLowerCase(Locale.ROOT);
        });
    }

    private static void word(Editing e, UnaryOperator<String> change) {
        int from = e.line.cursor();
        int to = e.line.wordEnd(from);
        String old = e.line.string(from, to);
        String changed = change.apply(old);
        if (changed.equals(old)) {
            e.line.moveTo(to);
        } else {
            e.line.replace(from, to, changed);
        }
    }

    static void undo(Editing e) {
        if (!e.line.undo()) {
            e.ding();
        }
    }

    static void revert(Editing e) {
        boolean any = false;
        while (e.line.undo()) {
            any = true;
        }
        if (!any) {
            e.ding();
        }
    }
}
