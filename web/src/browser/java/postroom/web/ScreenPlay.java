package postroom.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a real host's terminal showed after each of some keys, played at the page. The recordings are those that the labs'
 * tests play at a bare terminal; their form is told in {@code ScreenRecording} there.
 */
final class ScreenPlay {
    private static final Path FOLDER = Path.of("..", "labs", "src", "test", "resources", "screens");
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("\\r", "Enter"),
            Map.entry("\\e[A", "ArrowUp"),
            Map.entry("\\e[B", "ArrowDown"),
            Map.entry("\\e[C", "ArrowRight"),
            Map.entry("\\e[D", "ArrowLeft"),
            Map.entry("\\e[F", "End"),
            Map.entry("\\e[H", "Home"),
            Map.entry("\\e[5~", "PageUp"),
            Map.entry("\\e[6~", "PageDown"),
            Map.entry("\\e[Z", "Shift+Tab"),
            Map.entry("\\e", "Escape"),
            Map.entry("^I", "Tab"),
            Map.entry("^?", "Backspace"));
    private static final Pattern KEY = Pattern.compile("\\\\e\\[(?:[A-Z]|\\d~)|\\\\.|\\^.|.", Pattern.DOTALL);

    private final List<Step> steps = new ArrayList<>();
    private String size = "80x24";

    private record Step(String typed, String cursor, List<String> rows) {}

    private ScreenPlay() {}

    static ScreenPlay read(String name) throws IOException {
        ScreenPlay play = new ScreenPlay();
        String typed = null;
        String cursor = "";
        List<String> rows = new ArrayList<>();
        for (String line : Files.readString(FOLDER.resolve(name + ".screens"), UTF_8)
                .lines()
                .toList()) {
            if (line.startsWith("# size: ")) {
                play.size = line.substring(8);
            } else if (line.startsWith("|")) {
                rows.add(line.length() > 2 ? line.substring(2) : "");
            } else if (line.startsWith("=")) {
                cursor = line.substring(2);
            } else if (!line.startsWith("#")) {
                if (typed != null) {
                    play.steps.add(new Step(typed, cursor, rows));
                }
                typed = line;
                rows = new ArrayList<>();
            }
        }
        play.steps.add(new Step(typed, cursor, rows));
        return play;
    }

    /** Plays it; {@code at} hears of every step that was as it should be. */
    void play(Student student) {
        resize(student, size);
        student.command("until [ \"$(stty size)\" = \"" + rowsAndColumns(size) + "\" ]; do :; done");
        for (Step step : steps) {
            String what = step.typed().substring(2);
            switch (step.typed().charAt(0)) {
                case '@' -> resize(student, what);
                case '$' -> student.enter(what);
                default -> press(student, what);
            }
            try {
                student.seesGrid(step.cursor(), step.rows());
            } catch (AssertionError e) {
                throw new AssertionError("after " + step.typed() + ": " + e.getMessage(), e);
            }
        }
    }

    private static String rowsAndColumns(String size) {
        String[] numbers = size.split("x");
        return numbers[1] + " " + numbers[0];
    }

    private static void resize(Student student, String size) {
        String[] numbers = size.split("x");
        student.resizeTerminal(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private static void press(Student student, String keys) {
        student.page.locator(".xterm-helper-textarea").focus();
        Matcher key = KEY.matcher(keys);
        while (key.find()) {
            String each = key.group();
            if (KEYS.containsKey(each)) {
                student.page.keyboard().press(KEYS.get(each));
            } else if (each.length() == 2 && each.charAt(0) == '^') {
                student.page.keyboard().press("Control+" + Character.toLowerCase(each.charAt(1)));
            } else {
                student.page.keyboard().type(each);
            }
        }
    }
}
