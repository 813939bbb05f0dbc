package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.editing.Place;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** Searching and replacing, and going to a line. */
final class Searching {
    private static final int MOST_HISTORY = 100;

    private final Process process;
    private final Screenful view;
    private final Options options;
    private final Moves moves;
    private final Prompt prompt;
    private final HelpViewer help;
    private final List<String> history = new ArrayList<>();
    private final List<String> replacements = new ArrayList<>();
    private String last = "";

    Searching(Process process, Screenful view, Options options, Moves moves, Prompt prompt, HelpViewer help) {
        this.process = process;
        this.view = view;
        this.options = options;
        this.moves = moves;
        this.prompt = prompt;
        this.help = help;
    }

    /** ^W, ^Q and ^\: asks what to look for. */
    void ask(TextBuffer text, boolean backwards, boolean replace) throws IOException {
        options.backwards = backwards;
        boolean replacing = replace;
        String typed = "";
        while (true) {
            String question = "Search" + (options.caseSensitive ? " [Case Sensitive]" : "")
                    + (options.regex ? " [Regexp]" : "") + (options.backwards ? " [Backwards]" : "")
                    + (replacing ? " (to replace)" : "") + (last.isEmpty() ? "" : " [" + shortened(last) + "]");
            Prompt.Answer answer = prompt.ask(
                    replacing ? Menu.REPLACE : Menu.SEARCH,
                    question,
                    typed,
                    history,
                    List.of("M-C", "M-c", "M-R", "M-r", "M-B", "M-b", "^R", "^T", "^_", "^G"));
            typed = answer.text();
            switch (answer.stroke()) {
                case "M-C", "M-c" -> options.caseSensitive = !options.caseSensitive;
                case "M-R", "M-r" -> options.regex = !options.regex;
                case "M-B", "M-b" -> options.backwards = !options.backwards;
                case "^R" -> replacing = !replacing;
                case "^G" -> help.show("search");
                case "^T", "^_" -> {
                    goTo(text);
                    return;
                }
                case "^M" -> {
                    begin(text, typed, replacing);
                    return;
                }
                default -> {
                    view.say("Cancelled");
                    return;
                }
            }
        }
    }

    private void begin(TextBuffer text, String typed, boolean replacing) throws IOException {
        String sought = typed.isEmpty() ? last : typed;
        if (sought.isEmpty()) {
            view.say("Cancelled");
            return;
        }
        last = sought;
        remember(history, sought);
        Finder finder = finder();
        if (finder == null) {
            return;
        }
        if (replacing) {
            replaceWith(text, finder);
        } else {
            find(text, finder);
        }
    }

    private static void remember(List<String> list, String entry) {
        list.remove(entry);
        list.add(entry);
        if (list.size() > MOST_HISTORY) {
            list.remove(0);
        }
    }

    private Finder finder() {
        try {
            return new Finder(process, last, options.regex, options.caseSensitive);
        } catch (RegexException e) {
            view.alert("Bad regex \"" + shortened(last) + "\": " + e.getMessage());
            return null;
        }
    }

    private String shortened(String sought) {
        int most = Math.max(8, view.terminal().columns() / 3);
        return sought.length() > most ? sought.substring(0, most) + "..." : sought;
    }

    /** M-W and M-Q: the same again. */
    void again(TextBuffer text, boolean backwards) {
        options.backwards = backwards;
        if (last.isEmpty()) {
            view.say("No current search pattern");
            return;
        }
        Finder finder = finder();
        if (finder != null) {
            find(text, finder);
        }
    }

    /** {@code +/STRING} on the command line. */
    void from(TextBuffer text, String sought) {
        last = sought;
        Finder finder = finder();
        Finder.Hit hit = finder == null ? null : finder.forward(text, text.place(), true);
        if (hit != null) {
            text.go(hit.place());
            moves.settle(text);
            moves.show(text, true);
            view.hush();
        } else {
            notFound();
        }
    }

    private void notFound() {
        view.say("\"" + shortened(last) + "\" not found");
    }

    private void find(TextBuffer text, Finder finder) {
        Place from = text.place();
        Finder.Hit hit = options.backwards ? finder.backward(text, from) : finder.forward(text, from, false);
        if (hit == null) {
            notFound();
            return;
        }
        view.hush();
        if (hit.place().equals(from)) {
            view.say("This is the only occurrence");
        } else if (hit.wrapped()) {
            view.say("Search Wrapped");
        }
        text.go(hit.place());
        moves.settle(text);
        moves.show(text, true);
        int column = view.breadth().at(text.line(), hit.place().x());
        view.spotlight(column, view.breadth().at(text.line(), hit.end()) - column);
    }

    private void replaceWith(TextBuffer text, Finder finder) throws IOException {
        String typed = "";
        while (true) {
            Prompt.Answer answer = prompt.ask(Menu.REPLACE_WITH, "Replace with", typed, replacements, List.of("^G"));
            typed = answer.text();
            if (answer.stroke().equals("^G")) {
                help.show("search");
                continue;
            }
            if (!answer.entered()) {
                view.say("Cancelled");
                return;
            }
            break;
        }
        if (!typed.isEmpty()) {
            remember(replacements, typed);
        }
        replace(text, finder, typed);
    }

    private void replace(TextBuffer text, Finder finder, String with) throws IOException {
        Place start = text.place();
        int top = text.top;
        Place at = start;
        boolean here = true;
        boolean gone = false;
        boolean all = false;
        int count = 0;
        boolean any = false;
        while (true) {
            Finder.Hit hit = finder.forward(text, at, here);
            boolean round = hit != null && (hit.wrapped() || hit.place().compareTo(at) < 0);
            gone |= round;
            if (hit == null || gone && hit.place().compareTo(start) >= 0 && any || round && count == -1) {
                break;
            }
            any = true;
            text.go(hit.place());
            char answer = 'y';
            if (!all) {
                moves.show(text, true);
                int column = view.breadth().at(text.line(), hit.place().x());
                view.spotlight(column, view.breadth().at(text.line(), hit.end()) - column);
                view.hush();
                answer = prompt.yesNo("Replace this instance?", true);
                all = answer == 'a';
            }
            if (answer == 'c') {
                break;
            }
            if (answer == 'n') {
                at = hit.place();
                here = false;
                continue;
            }
            String now = finder.replacement(hit.matcher(), with);
            text.separate();
            Place place = hit.place();
            text.replace("replacement", place, new Place(place.row(), hit.end()), now);
            text.separate();
            if (place.row() == start.row() && place.x() < start.x()) {
                start = new Place(start.row(), start.x() + now.length() - (hit.end() - place.x()));
            }
            at = new Place(place.row(), place.x() + now.length());
            here = hit.end() > place.x();
            count++;
        }
        text.go(start);
        text.top = top;
        moves.settle(text);
        moves.show(text, false);
        if (!any) {
            notFound();
        } else if (count > 0) {
            view.say("Replaced " + count + (count == 1 ? " occurrence" : " occurrences"));
        } else {
            view.hush();
        }
    }

    /** ^_: asks for a line and a column. */
    void goTo(TextBuffer text) throws IOException {
        String typed = "";
        while (true) {
            Prompt.Answer answer = prompt.ask(
                    Menu.GO_TO,
                    "Enter line number, column number",
                    typed,
                    List.of(),
                    List.of("^Y", "^V", "^T", "^G", "^W", "^O"));
            typed = answer.text();
            switch (answer.stroke()) {
                case "^G" -> {
                    help.show("goto");
                    continue;
                }
                case "^Y" -> moves.first(text);
                case "^V" -> moves.last(text);
                case "^W" -> moves.block(text, -1);
                case "^O" -> moves.block(text, 1);
                case "^T" -> {
                    ask(text, false, false);
                    return;
                }
                case "^M" -> {
                    numbers(text, typed);
                    return;
                }
                default -> {
                    view.say("Cancelled");
                    return;
                }
            }
            view.hush();
            return;
        }
    }

    private void numbers(TextBuffer text, String typed) {
        if (typed.isEmpty()) {
            view.say("Cancelled");
            return;
        }
        String[] parts = typed.strip().split("[,.; ]", 2);
        boolean good = parts[0].matches("-?[0-9]{0,9}") && (parts.length == 1 || parts[1].matches("-?[0-9]{1,9}"));
        if (!good || typed.equals("-")) {
            view.say("Invalid line or column number");
            return;
        }
        int line = parts[0].isEmpty() ? text.row + 1 : Integer.parseInt(parts[0]);
        int column = parts.length == 1 ? text.wanted + 1 : Integer.parseInt(parts[1]);
        view.hush();
        goTo(text, line, column);
        moves.centre(text);
    }

    /** To a line and column, both from 1; negative ones count from the end. */
    void goTo(TextBuffer text, int line, int column) {
        int row = line < 0 ? text.size() + line : line - 1;
        text.row = Math.max(0, Math.min(text.size() - 1, row));
        int wide = view.breadth().of(text.line());
        int at = column < 0 ? wide + column + 1 : column - 1;
        text.x = view.breadth().index(text.line(), Math.max(0, at));
        moves.settle(text);
        int fromEnd = text.size() - 1 - text.row;
        if (fromEnd < view.height() / 2) {
            text.top = Math.max(0, text.row - (view.height() - 1 - fromEnd));
        } else {
            moves.centre(text);
        }
    }
}
