package postroom.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.ConsoleBlock.Kind;

/** Somebody at the study room: reads the screen, types, clicks. */
final class Student implements AutoCloseable {
    private static final double PATIENCE_MS = 30_000;

    final Page page;
    final List<String> complaints = new ArrayList<>();
    private final BrowserContext window;

    Student(String locale, int width, int height) {
        this(Chromium.window(locale, width, height, ColorScheme.LIGHT));
    }

    /** Somebody with a phone in the hand. */
    static Student onAPhone(String locale) {
        return new Student(Chromium.phone(locale));
    }

    private Student(BrowserContext window) {
        this.window = window;
        page = window.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        Chromium.note(page, complaints);
    }

    void mayUseClipboard(String address) {
        window.grantPermissions(
                List.of("clipboard-read", "clipboard-write"),
                new BrowserContext.GrantPermissionsOptions().setOrigin(address));
    }

    String learner() {
        return window.cookies().stream()
                .filter(cookie -> cookie.name.equals("postroom_learner"))
                .findFirst()
                .orElseThrow()
                .value;
    }

    String screen() {
        return (String) page.evaluate("() => postroom.screenText()");
    }

    /** The terminal's window: its size, the cursor, its rows. */
    record Grid(int columns, int rows, String cursor, List<String> lines) {
        String text() {
            return cursor + "\n" + String.join("\n", lines);
        }
    }

    Grid grid() {
        Map<?, ?> grid = (Map<?, ?>) page.evaluate("() => postroom.screenGrid()");
        return new Grid(
                (int) grid.get("columns"),
                (int) grid.get("rows"),
                (String) grid.get("cursor"),
                ((List<?>) grid.get("lines")).stream().map(String::valueOf).toList());
    }

    /** Waits until the terminal's window shows these rows, and its cursor stands there. */
    void seesGrid(String cursor, List<String> lines) {
        String wanted = cursor + "\n" + String.join("\n", lines);
        try {
            page.waitForFunction(
                    "wanted => { const {cursor, lines} = postroom.screenGrid(); return [cursor, ...lines].join('\\n') === wanted; }",
                    wanted);
        } catch (TimeoutError e) {
            throw new AssertionError("wanted " + wanted + "\nbut the terminal shows " + grid().text(), e);
        }
    }

    /** Drags the window's corner until the terminal has so many columns and rows. */
    void resizeTerminal(int columns, int rows) {
        page.evaluate("() => document.fonts.ready");
        for (int attempt = 0; attempt < 12; attempt++) {
            page.evaluate(
                    "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))");
            Grid now = grid();
            if (now.columns() == columns && now.rows() == rows) {
                return;
            }
            BoundingBox screen = page.locator(".xterm-screen").boundingBox();
            ViewportSize window = page.viewportSize();
            double share = screen.width / window.width; // the text beside it grows, too
            double pace = 1.0 / (1 + attempt / 2); // the last steps are smaller than a cell
            int wider = (int) Math.round(pace * (columns - now.columns()) * screen.width / now.columns() / share);
            int higher = (int) Math.round(pace * (rows - now.rows()) * screen.height / now.rows());
            page.setViewportSize(window.width + wider, window.height + higher);
        }
        throw new AssertionError("the terminal has " + grid().columns() + " x " + grid().rows());
    }

    String wire() {
        return (String) page.evaluate("() => postroom.wireText()");
    }

    /** Waits until the screen, from a place on, has a text. */
    void sees(String text, int from) {
        try {
            page.waitForFunction(
                    "([text, from]) => window.postroom && postroom.screenText().slice(from).includes(text)",
                    List.of(text, from));
        } catch (TimeoutError e) {
            throw new AssertionError("\"" + text + "\" does not appear behind place " + from + " of:\n" + screen(), e);
        }
    }

    /** Waits until a prompt, and nothing behind it, stands in the last line, and something was printed before. */
    void seesPrompt(int from) {
        page.waitForFunction(
                "from => window.postroom && postroom.screenText().length > from"
                        + " && /(^|\\n)\\w+@myserver:[^\\n]*[$#]$/.test(postroom.screenText().slice(from && from + 1))",
                from);
    }

    void type(String keys) {
        page.locator(".xterm-helper-textarea").focus();
        page.keyboard().type(keys);
    }

    void enter(String line) {
        type(line);
        page.keyboard().press("Enter");
    }

    /** Types a command, waits for the prompt, and gives what was printed between. */
    String command(String command) {
        int before = screen().length();
        enter(command);
        seesPrompt(before);
        String printed = screen().substring(before);
        int first = printed.indexOf('\n');
        int last = printed.lastIndexOf('\n');
        return first < last ? printed.substring(first + 1, last) : "";
    }

    /** Plays a console block as it is shown: types what is typed, and waits for what is printed before going on. */
    void play(String block) {
        List<ConsoleBlock.Line> lines = ConsoleBlock.parse(block).lines();
        for (int i = 0; i < lines.size(); i++) {
            ConsoleBlock.Line line = lines.get(i);
            if (!line.kind().isInput()) {
                continue;
            }
            int before = screen().length();
            press(line);
            ConsoleBlock.Line answer = null;
            int next = i + 1;
            for (; next < lines.size() && !lines.get(next).kind().isInput(); next++) {
                answer = lines.get(next).kind() == Kind.OUTPUT ? lines.get(next) : answer;
            }
            if (answer != null && !answer.text().isBlank()) {
                String text = answer.text().strip();
                sees("\n" + text.substring(0, Math.min(4, text.length())), before);
            }
            if (next == lines.size() || lines.get(next).kind() == Kind.COMMAND) {
                seesPrompt(before);
            }
        }
    }

    private void press(ConsoleBlock.Line line) {
        if (line.kind() == Kind.KEY) {
            page.locator(".xterm-helper-textarea").focus();
            page.keyboard().press("Control+" + line.text());
        } else {
            enter(line.text());
        }
    }

    Locator card(String exercise) {
        return page.locator("[data-exercise='" + exercise + "']");
    }

    Locator task(String exercise, String task) {
        return card(exercise).locator("[data-task='" + task + "']");
    }

    void seesTicked(String exercise, String task) {
        page.locator("[data-exercise='" + exercise + "'] [data-task='" + task + "'].done")
                .waitFor();
    }

    void seesDone(String exercise) {
        page.locator("[data-exercise='" + exercise + "'].done").waitFor();
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        window.close();
    }
}
