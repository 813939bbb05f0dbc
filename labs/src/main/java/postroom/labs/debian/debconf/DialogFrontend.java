package postroom.labs.debian.debconf;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.whiptail.Box;
import postroom.labs.io.Terminal;

/** Questions as boxes of whiptail, as large as debconf's Dialog frontend makes them. */
final class DialogFrontend implements Frontend {
    private static final int BORDER_WIDTH = 5;
    private static final int BORDER_HEIGHT = 6;
    private static final int SPACER = 1;
    private static final int TITLE_SPACER = 10;
    private static final int COLUMN_SPACER = 3;
    private static final int SELECT_SPACER = 13;
    /** What is taken for the screen's size when it cannot be found out. */
    private static final int GUESSED_ROWS = 25;

    private static final int GUESSED_COLUMNS = 80;
    private static final int LEAST_ROWS = 13;
    private static final int LEAST_COLUMNS = 31;

    /** Who shows a box and comes back with the answer. */
    interface Asker {
        Box.Answer ask(Box box) throws IOException;
    }

    private final Terminal terminal;
    private final Asker asker;
    private int rows;
    private int columns;
    private String title = "";

    private record Sized(String text, int lines, int columns) {}

    DialogFrontend(Terminal terminal, Asker asker) {
        this.terminal = terminal;
        this.asker = asker;
        this.rows = terminal.rows();
        this.columns = terminal.columns();
    }

    /** True if a box fits on the screen. */
    static boolean fits(Terminal terminal) {
        return terminal.rows() >= LEAST_ROWS && terminal.columns() >= LEAST_COLUMNS;
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public void title(String newTitle) {
        title = newTitle;
    }

    @Override
    public boolean ask(Question question) throws IOException {
        return switch (question.template().type()) {
            case "select" -> select(question);
            case "string", "password" -> input(question);
            case "boolean" -> yesNo(question);
            default -> {
                note(question.description() + "\n\n" + question.extended());
                yield true;
            }
        };
    }

    private Sized size(String text) {
        List<String> lines = Wrap.lines(text, columns - BORDER_WIDTH - COLUMN_SPACER);
        int widest = title.length() + TITLE_SPACER;
        for (String line : lines) {
            widest = Math.max(widest, line.length());
        }
        return new Sized(String.join("\n", lines), lines.size() + BORDER_HEIGHT, widest + BORDER_WIDTH);
    }

    /** A text that is too long for the question's box is shown before, in a box of its own. */
    private Sized prompt(Question question, int more) throws IOException {
        int free = rows - BORDER_HEIGHT + 1 + more;
        String extended = question.extended();
        Sized all = size(extended + "\n\n" + question.description());
        if (all.lines > free) {
            note(extended);
            return size(question.description());
        }
        return all;
    }

    private void note(String text) throws IOException {
        Sized sized = size(text);
        int lines = sized.lines - BORDER_HEIGHT;
        int room = rows - 4 - BORDER_HEIGHT;
        boolean scroll = room <= lines - 1;
        show(
                Box.Kind.MESSAGE,
                sized,
                (scroll ? room : lines) + BORDER_HEIGHT,
                List.of(),
                0,
                "",
                new Box.Options(false, false, scroll, List.of()));
    }

    private boolean select(Question question) throws IOException {
        Sized sized = prompt(question, -2);
        List<String> choices = question.choices();
        int room = rows - SPACER;
        int seen = sized.lines + choices.size() + 1 >= room ? room - sized.lines - 4 : choices.size();
        int width = sized.columns;
        for (String choice : choices) {
            width = Math.max(width, choice.length() + SELECT_SPACER);
        }
        Box.Answer answer = show(
                Box.Kind.MENU,
                new Sized(sized.text, sized.lines, width),
                sized.lines + seen + SPACER,
                choices.stream().map(it -> new Box.Item(it, "", false)).toList(),
                seen,
                question.value(),
                Box.Options.NONE);
        return taken(question, answer);
    }

    private boolean input(Question question) throws IOException {
        Sized sized = prompt(question, 0);
        boolean secret = question.template().type().equals("password");
        return taken(
                question,
                show(
                        secret ? Box.Kind.PASSWORD : Box.Kind.INPUT,
                        sized,
                        sized.lines + SPACER,
                        List.of(),
                        0,
                        question.value(),
                        Box.Options.NONE));
    }

    private static boolean taken(Question question, Box.Answer answer) {
        if (answer.status() != 0) {
            return false;
        }
        question.value(answer.values().isEmpty() ? "" : answer.values().get(0));
        return true;
    }

    private boolean yesNo(Question question) throws IOException {
        Sized sized = prompt(question, 1);
        boolean no = question.value().equals("false");
        Box.Answer answer = show(
                Box.Kind.YES_NO, sized, sized.lines, List.of(), 0, "", new Box.Options(false, no, false, List.of()));
        if (answer.status() == 255) {
            return false;
        }
        question.value(answer.status() == 0 ? "true" : "false");
        return true;
    }

    private Box.Answer show(
            Box.Kind kind,
            Sized sized,
            int height,
            List<Box.Item> items,
            int listHeight,
            String value,
            Box.Options options)
            throws IOException {
        int rowsBefore = terminal.rows();
        int columnsBefore = terminal.columns();
        Box.Answer answer = asker.ask(new Box(
                kind,
                "Package configuration",
                title,
                sized.text,
                height,
                sized.columns,
                items,
                listHeight,
                value,
                options));
        if (terminal.rows() != rowsBefore || terminal.columns() != columnsBefore) {
            // SIGWINCH comes while whiptail has debconf's standard input; stty, which is asked then, fails
            rows = GUESSED_ROWS;
            columns = GUESSED_COLUMNS;
        }
        return answer;
    }
}
