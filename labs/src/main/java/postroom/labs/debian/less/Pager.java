package postroom.labs.debian.less;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.io.Terminal;

/** {@code less} at a terminal: draws the text and does what the keys say until {@code q}. */
final class Pager {
    private static final String ENTER = "\u001b[?1049h\u001b[?1h\u001b=";
    private static final String ERASE = "\r\u001b[K";
    private static final String LEAVE = ERASE + "\u001b[?1l\u001b>\u001b[?1049l";
    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final String HELP_PROMPT =
            "HELP -- ?eEND -- Press g to see it again:Press RETURN for more., or q when done";
    private static final int MOST_COUNT = 99_999_999;

    private final Call call;
    private final Terminal terminal;
    private final LessOptions options;
    private final LessText text;
    private final LessFiles files;
    private final LessSearch search;
    private final LessKeys keys;
    private boolean fresh = true;
    private boolean first = true;
    private String message = "";

    Pager(Call call, Terminal terminal, List<LessFile> files, LessOptions options) throws IOException {
        this.call = call;
        this.terminal = terminal;
        this.options = options;
        this.text = new LessText(terminal, options, files.get(0).lines());
        this.files = new LessFiles(call, text, files);
        this.search = new LessSearch(call.process(), text, options);
        this.keys = new LessKeys(call, terminal);
    }

    void run(String start) throws IOException {
        try (keys) {
            call.print(options.keepsScreen() ? "" : ENTER);
            begin(start);
            boolean more = true;
            while (more) {
                if (!keys.hasUnread()) {
                    draw();
                    if (options.quitsIfShort() && shownWhole()) {
                        break;
                    }
                    options.showedFirst();
                }
                int key = keys.command();
                more = key == LessKeys.RESIZED || key(key);
                if (more) {
                    answer();
                }
            }
        } finally {
            call.print(options.keepsScreen() ? ERASE : LEAVE);
            call.out().flush();
        }
    }

    private boolean shownWhole() {
        return text.showsEnd() && !text.isFiltered() && files.isLast();
    }

    private void begin(String start) {
        if (start.equals("G")) {
            text.go(text.last());
        } else if (start.matches("[0-9]{1,9}")) {
            text.go(Integer.parseInt(start) - 1);
        } else if (start.startsWith("/")) {
            message = search.find(start.substring(1), 0, 1);
        }
    }

    private void draw() throws IOException {
        StringBuilder out = new StringBuilder(CLEAR);
        int rows = 0;
        int bottom = text.bottom();
        for (int line = text.top(); line < bottom; line++) {
            out.append(options.numbersLines() ? String.format("%7d ", line + 1) : "")
                    .append(search.highlighted(text.shown(line)))
                    .append("\n");
            rows += text.rows(line);
        }
        for (; !first && rows < text.height(); rows++) {
            out.append(options.tildes() ? "~\n" : "\n");
        }
        first = false;
        String status = Prompt.of(options.prompt(), PromptFacts.of(files, text, options, fresh));
        out.append(text.isFiltered() ? "& " : "").append(status.isEmpty() ? ":" : LessLook.inverse(status));
        fresh = false;
        print(out.toString());
    }

    private void print(String what) throws IOException {
        call.print(what);
        call.out().flush();
    }

    /** Shows a message, if there is one, and waits for Return; another key is the next command. */
    private void answer() throws IOException {
        if (message.isEmpty()) {
            return;
        }
        print(ERASE + LessLook.inverse(message + "  (press RETURN)"));
        message = "";
        int key = keys.read();
        if (!LessKeys.isReturn(key) && key != ' ') {
            keys.unread(key);
        }
    }

    /** False if it was the last key. */
    private boolean key(int first) throws IOException {
        int count = 0;
        int key = first;
        while (key >= '0' && key <= '9') {
            count = Math.min(MOST_COUNT, count * 10 + key - '0');
            key = keys.read();
        }
        if (key == LessKeys.ESCAPE) {
            key = keys.function();
            count = 0;
        }
        if (key == 'q' || key == 'Q') {
            return false;
        }
        if (key == ':') {
            return onFiles();
        }
        if (!moves(key, count)) {
            command(key);
        }
        return true;
    }

    private boolean moves(int key, int count) {
        switch (key) {
            case ' ', 'f', 6, 'z' -> text.move(text.height());
            case 'b', 2, 'w' -> text.move(-text.height());
            case 'd', 4 -> text.move(terminal.rows() / 2);
            case 'u', 21 -> text.move(-terminal.rows() / 2);
            case 'j', 'e', '\n', '\r', 14, 5 -> text.move(1);
            case 'k', 'y', 16, 25 -> text.move(-1);
            case 'g', '<' -> text.go(count - 1);
            case 'G', '>' -> text.go(count > 0 ? count - 1 : text.last());
            case 'p', '%' -> text.goToPercent(count);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void command(int key) throws IOException {
        switch (key) {
            case '/' -> message = search.find(keys.line("/"), text.top() + 1, 1);
            case '?' -> message = search.find(keys.line("?"), text.top() - 1, -1);
            case 'n' -> message = search.find("", text.top() + 1, 1);
            case 'N' -> message = search.find("", text.top() - 1, -1);
            case '&' -> filter(keys.line("&/"));
            case '-' -> toggle();
            case 'F' -> follow();
            case 'h', 'H' -> help();
            case '=' -> describe();
            default -> {}
        }
    }

    private void toggle() throws IOException {
        print(ERASE + "-");
        int letter = keys.read();
        if (!LessKeys.isErase(letter)) {
            message = options.toggle((char) letter);
        }
    }

    private void describe() {
        message = Prompt.of(Prompt.EQUALS, PromptFacts.of(files, text, options, fresh));
    }

    /** Commands on files, behind a colon. False if it was the last key. */
    private boolean onFiles() throws IOException {
        print(ERASE + " :");
        switch (keys.read()) {
            case 'q', 'Q' -> {
                return false;
            }
            case 'n' -> turn(1, "No next file");
            case 'p' -> turn(-1, "No previous file");
            case 'x' -> turned(files.first());
            case 'f' -> describe();
            case 'e' -> {
                String name = keys.line("Examine: ").strip();
                if (!name.isEmpty()) {
                    turned(files.examine(name));
                }
            }
            case 'd' -> turned(files.remove());
            default -> {}
        }
        return true;
    }

    private void turn(int by, String none) throws IOException {
        if (files.has(files.number() - 1 + by)) {
            turned(files.turn(by));
        } else {
            message = none;
        }
    }

    /** Another file is shown, or {@code wrong} says why not. */
    private void turned(String wrong) throws IOException {
        message = wrong;
        fresh |= wrong.isEmpty();
        if (!wrong.isEmpty()) {
            call.print(CLEAR + "~\n".repeat(text.height()));
        }
    }

    /** Only lines that match; an empty pattern shows all again. */
    private void filter(String regex) {
        try {
            text.filter(files.current().lines(), regex.isEmpty() ? null : search.filter(regex));
        } catch (RegexException e) {
            message = "Invalid pattern";
        }
    }

    /** Shows what is appended, until it is interrupted. */
    private void follow() throws IOException {
        while (true) {
            text.go(text.last());
            draw();
            print(ERASE + LessLook.inverse("Waiting for data... (interrupt to abort)"));
            while (!keys.within(Duration.ofSeconds(1))) {
                if (files.current().grown(call)) {
                    text.grown(files.current().lines());
                    break;
                }
            }
            if (keys.within(Duration.ZERO) && keys.read() == LessKeys.INTERRUPT) {
                return;
            }
        }
    }

    /** The summary of the commands, in a screen of its own. */
    private void help() throws IOException {
        LessOptions plain = new LessOptions();
        plain.keepScreen();
        plain.prompt(HELP_PROMPT);
        List<String> lines =
                HelpText.of("less/less").replaceAll(".\b", "").lines().toList();
        Pager help = new Pager(call, terminal, List.of(LessFile.of("", lines)), plain);
        help.first = false;
        help.run("");
        fresh = true;
    }
}
