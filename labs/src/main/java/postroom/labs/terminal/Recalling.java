package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;

/** readline's commands for the history, apart from searching. */
final class Recalling {
    private Recalling() {}

    static void previous(Editing e) {
        go(e, e.history.position() - 1);
    }

    static void next(Editing e) {
        go(e, e.history.position() + 1);
    }

    static void first(Editing e) {
        go(e, e.history.position() == 0 ? -1 : 0);
    }

    static void last(Editing e) {
        int end = e.history.size();
        go(e, e.history.position() == end ? end + 1 : end);
    }

    private static void go(Editing e, int index) {
        if (!e.history.goTo(index, e.line)) {
            e.ding();
        } else {
            e.mark = 0;
        }
    }

    /** M-. inserts the last word of the line before; again, that of the line before that. */
    static void lastArgument(Editing e) {
        if (e.argument.isPresent()) {
            argument(e);
            return;
        }
        boolean again = e.last == Editing.Action.YANK_ARGUMENT;
        int back = again ? e.argumentsBack + 1 : 1;
        int index = e.history.position() - back;
        if (index < 0) {
            if (again) {
                e.now = e.last;
                e.line.replace(Math.min(e.argumentFrom, e.line.cursor()), e.line.cursor(), "");
            }
            e.ding();
            return;
        }
        e.now = Editing.Action.YANK_ARGUMENT;
        e.argumentsBack = back;
        List<String> words = words(e.history.line(index));
        String word = words.isEmpty() ? "" : words.get(words.size() - 1);
        int from = again ? Math.min(e.argumentFrom, e.line.cursor()) : e.line.cursor();
        e.argumentFrom = from;
        if (!e.line.replace(from, e.line.cursor(), word)) {
            e.ding();
        }
    }

    /** M-C-y inserts the first argument of the line before, or the one that the student's number names. */
    static void argument(Editing e) {
        int index = e.history.position() - 1;
        List<String> words = index < 0 ? List.of() : words(e.history.line(index));
        int wanted = e.count();
        if (wanted < 0 || wanted >= words.size()) {
            e.ding();
        } else {
            e.insert(words.get(wanted));
        }
    }

    /** Splits a line as the history does: at blanks outside quotes, operators being words. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n') {
                at++;
            } else {
                int end = isOperator(c) ? operatorEnd(line, at) : wordEnd(line, at);
                words.add(line.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    private static int operatorEnd(String line, int start) {
        char c = line.charAt(start);
        boolean doubled = start + 1 < line.length() && line.charAt(start + 1) == c && c != '(' && c != ')';
        return start + (doubled ? 2 : 1);
    }

    private static int wordEnd(String line, int start) {
        char quote = 0;
        int at = start;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '\\' && quote != '\'' && at + 1 < line.length()) {
                at++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == ' ' || c == '\t' || c == '\n' || isOperator(c)) {
                break;
            }
            at++;
        }
        return at;
    }

    private static boolean isOperator(char c) {
        return "()<>;&|".indexOf(c) >= 0;
    }
}
