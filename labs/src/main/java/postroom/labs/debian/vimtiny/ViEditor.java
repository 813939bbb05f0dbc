package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;

/** Normal mode, and the way from it into the others. */
final class ViEditor {
    private static final int REPORT = 2;
    private static final int MOST_COUNT = 99_999;

    /** What was deleted or yanked. */
    private record Register(String text, boolean lines) {}

    private final Process process;
    private final FullScreen screen;
    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private final ViFiles files;
    private final ViMotions motions;
    private final ViEx ex;
    private final Map<Character, Register> registers = new HashMap<>();
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<String> history = new ArrayList<>();
    private List<String> recording = new ArrayList<>();
    private List<String> lastChange = List.of();
    private boolean repeating;
    private boolean running = true;
    private int wanted;
    private String mode = "";
    private char foundHow;
    private String foundWhat = "";
    private Pattern sought;
    private String soughtText = "";
    private boolean soughtBackwards;
    private boolean warned;
    private int status;

    ViEditor(Process process, FullScreen screen, ViOptions options, List<String> names) {
        this.process = process;
        this.screen = screen;
        this.options = options;
        this.text = new ViText();
        this.window = new ViWindow(screen, text, options);
        this.files = new ViFiles(process, text, window, options, names);
        this.motions = new ViMotions(text);
        this.ex = new ViEx(this, text, window, options);
    }

    ViFiles files() {
        return files;
    }

    ViWindow window() {
        return window;
    }

    Process process() {
        return process;
    }

    long now() {
        return process.host().clock().millis();
    }

    /** Edits until it is left; the exit status. */
    int run(List<String> commands) throws IOException {
        files.open();
        for (String command : commands) {
            if (command.startsWith("/")) {
                search(command.substring(1), false, 1);
            } else {
                ex.run(command.isEmpty() ? "$" : command);
            }
        }
        while (running) {
            recording = new ArrayList<>();
            normal();
        }
        return status;
    }

    void leave() {
        running = false;
    }

    void quit(boolean force) {
        if (text.modified() && !force) {
            window.alert("E37: No write since last change (add ! to override)");
        } else if (files.left() > 0 && !force) {
            int left = files.left();
            window.alert("E173: " + left + " more file" + (left == 1 ? "" : "s") + " to edit");
        } else {
            running = false;
        }
    }

    // ---- keys ------------------------------------------------------------------------------------

    private String key() throws IOException {
        if (!ahead.isEmpty()) {
            String next = ahead.poll();
            recording.add(next);
            return next;
        }
        window.paint(null, 0, mode);
        return typed();
    }

    private String typed() {
        while (true) {
            Stroke stroke = screen.read();
            String name = stroke.name();
            if (stroke.is(Stroke.RESIZE)) {
                return Stroke.RESIZE;
            }
            window.intro = List.of();
            if (stroke.is(Stroke.HANGUP)) {
                running = false;
                return Stroke.ESCAPE;
            }
            if (name.startsWith("M-") && name.length() > 2) {
                ahead.addFirst(name.substring(2));
                name = Stroke.ESCAPE;
            }
            recording.add(name);
            return name;
        }
    }

    private String keyNotResize() throws IOException {
        String key = key();
        while (key.equals(Stroke.RESIZE)) {
            key = key();
        }
        return key;
    }

    private static boolean isText(String key) {
        return key.codePointCount(0, key.length()) == 1;
    }

    private void beep() throws IOException {
        ahead.clear();
        screen.send("\u0007");
    }

    // ---- normal mode -----------------------------------------------------------------------------

    private void normal() throws IOException {
        clamp();
        String key = key();
        if (key.equals(Stroke.RESIZE)) {
            return;
        }
        if (!window.pages.isEmpty()) {
            if (!key.equals(":")) {
                window.pages.clear();
                window.say("");
                if (key.equals("^M") || key.equals(" ")) {
                    return;
                }
            }
        }
        char register = '"';
        int count = 0;
        while (key.equals("\"") || key.matches("[1-9]") || count > 0 && key.equals("0")) {
            if (key.equals("\"")) {
                String named = keyNotResize();
                register = named.charAt(0);
            } else {
                count = Math.min(MOST_COUNT, count * 10 + key.charAt(0) - '0');
            }
            key = keyNotResize();
        }
        command(key, count, register);
    }

    private void command(String key, int count, char register) throws IOException {
        int times = Math.max(1, count);
        switch (key) {
            case ":" -> colon("");
            case "/", "?" -> search(key);
            case "n", "N" -> again(key.equals("N"), times);
            case "i", "a", "I", "A", "o", "O", "Insert", "R" -> insertBy(key, times);
            case "x", "Delete" -> deleteCharacters(times, register);
            case "X" -> deleteBefore(times, register);
            case "D", "C", "s", "S", "Y" -> shorthand(key, count, register);
            case "d", "c", "y", ">", "<" -> operator(key, count, register);
            case "p", "P" -> put(key.equals("p"), times, register);
            case "J" -> {
                changed(() -> join(text.row, Math.max(2, times), true));
            }
            case "r" -> replaceCharacter(times);
            case "~" -> swapCase(times);
            case "u" -> undo();
            case "U" -> beep();
            case "^R" -> redo();
            case "." -> repeat(count);
            case "v", "V" -> visual(key.equals("V"));
            case "m" -> text.marks.put(keyNotResize().charAt(0), text.spot());
            case "Z" -> zed(keyNotResize());
            case "z" -> scrollTo(keyNotResize());
            case "g" -> g(keyNotResize(), count, register);
            case "^G" -> files.info();
            case "^L" -> {
                window.say("");
                screen.repaint();
            }
            case "^Z" -> stop();
            case Stroke.ESCAPE -> {
                if (count == 0 && options.compatible) {
                    screen.send("\u0007");
                }
            }
            case "^C" -> window.say("Type  :qa  and press <Enter> to exit Vim");
            case "&" -> ex.run("s//~/");
            default -> {
                if (!scroll(key, count)) {
                    move(key, count);
                }
            }
        }
    }

    private void zed(String key) throws IOException {
        if (key.equals("Z")) {
            if (!text.modified() || files.write("", false, 0, text.size())) {
                quit(false);
            }
        } else if (key.equals("Q")) {
            leave();
        } else {
            beep();
        }
    }

    private void g(String key, int count, char register) throws IOException {
        switch (key) {
            case "J" -> changed(() -> join(text.row, Math.max(2, count), false));
            case "g" -> move("gg", count);
            case "e" -> beep();
            case "v" -> beep();
            default -> beep();
        }
    }

    private void move(String key, int count) throws IOException {
        Motion motion = motion(key, count);
        if (motion == null) {
            beep();
            return;
        }
        text.go(motion.to.row(), motion.to.x());
        if (!motion.keepsColumn) {
            settle();
        }
    }

    /** Where a motion leads. */
    private static final class Motion {
        final Spot to;
        final boolean lines;
        final boolean inclusive;
        boolean keepsColumn;

        Motion(Spot to, boolean lines, boolean inclusive) {
            this.to = to;
            this.lines = lines;
            this.inclusive = inclusive;
        }
    }

    private static Motion exclusive(Spot to) {
        return to == null ? null : new Motion(to, false, false);
    }

    private static Motion inclusive(Spot to) {
        return to == null ? null : new Motion(to, false, true);
    }

    private Motion lines(int row) {
        int to = Math.max(0, Math.min(text.size() - 1, row));
        return new Motion(new Spot(to, ViMotions.firstNonBlank(text.line(to))), true, false);
    }

    private Motion vertical(int by) {
        int row = text.row + by;
        if (row < 0 || row >= text.size()) {
            if (Math.abs(by) == 1 || text.row == (by < 0 ? 0 : text.size() - 1)) {
                return null;
            }
            row = by < 0 ? 0 : text.size() - 1;
        }
        Motion motion = new Motion(new Spot(row, ViCells.index(text.line(row), wanted, options.tab)), true, false);
        motion.keepsColumn = true;
        return motion;
    }

    private Motion motion(String key, int count) throws IOException {
        int times = Math.max(1, count);
        Spot here = text.spot();
        String line = text.line();
        switch (key) {
            case "h", "Left", "^H", "^?" -> {
                int x = here.x();
                for (int i = 0; i < times && x > 0; i++) {
                    x = ViCells.before(line, x);
                }
                return x == here.x() ? null : exclusive(new Spot(here.row(), x));
            }
            case "l", "Right", " " -> {
                int x = here.x();
                for (int i = 0; i < times && x < line.length(); i++) {
                    x = ViCells.after(line, x);
                }
                return x == here.x()
                                || line.length() == ViCells.after(line, here.x())
                                        && mode.isEmpty()
                                        && pendingOperator == 0
                        ? null
                        : exclusive(new Spot(here.row(), x));
            }
            case "j", "Down", "^N", "^J" -> {
                return vertical(times);
            }
            case "k", "Up", "^P" -> {
                return vertical(-times);
            }
            case "+", "^M" -> {
                return text.row + times >= text.size() ? null : lines(text.row + times);
            }
            case "-" -> {
                return text.row - times < 0 ? null : lines(text.row - times);
            }
            case "_" -> {
                return lines(text.row + times - 1);
            }
            case "0", "Home" -> {
                return exclusive(new Spot(here.row(), 0));
            }
            case "^" -> {
                return exclusive(new Spot(here.row(), ViMotions.firstNonBlank(line)));
            }
            case "|" -> {
                return exclusive(new Spot(here.row(), ViCells.index(line, times - 1, options.tab)));
            }
            case "$", "End" -> {
                int row = Math.min(text.size() - 1, here.row() + times - 1);
                Motion motion = new Motion(
                        new Spot(row, Math.max(0, text.line(row).length() - 1)),
                        false,
                        !text.line(row).isEmpty());
                motion.keepsColumn = true;
                wanted = Integer.MAX_VALUE;
                return motion;
            }
            case "G" -> {
                return lines(count == 0 ? text.size() - 1 : count - 1);
            }
            case "gg" -> {
                return lines(count == 0 ? 0 : count - 1);
            }
            case "H" -> {
                return lines(Math.min(window.bottom(), window.top + times - 1));
            }
            case "M" -> {
                return lines((window.top + window.bottom()) / 2);
            }
            case "L" -> {
                return lines(Math.max(window.top, window.bottom() - times + 1));
            }
            case "w", "W", "e", "E", "b", "B", "S-Right", "S-Left" -> {
                return words(key, times);
            }
            case "f", "F", "t", "T" -> {
                foundHow = key.charAt(0);
                foundWhat = keyNotResize();
                return find(foundHow, times);
            }
            case ";", "," -> {
                char how = foundHow;
                if (key.equals(",")) {
                    how = Character.isLowerCase(how) ? Character.toUpperCase(how) : Character.toLowerCase(how);
                }
                return foundWhat.isEmpty() ? null : find(how, times);
            }
            case "%" -> {
                return inclusive(motions.bracket(here));
            }
            case "}", "{" -> {
                Spot at = here;
                for (int i = 0; i < times; i++) {
                    at = motions.paragraph(at, key.equals("}") ? 1 : -1);
                }
                return exclusive(at);
            }
            case "'", "`" -> {
                Spot mark = text.marks.get(keyNotResize().charAt(0));
                if (mark == null || mark.row() >= text.size()) {
                    window.alert("E20: Mark not set");
                    return new Motion(here, false, false);
                }
                return key.equals("'") ? lines(mark.row()) : exclusive(mark);
            }
            default -> {
                return null;
            }
        }
    }

    private Motion words(String key, int times) {
        Spot at = text.spot();
        boolean big = Character.isUpperCase(key.charAt(0)) && key.length() == 1;
        for (int i = 0; i < times; i++) {
            Spot next = switch (key) {
                case "w", "W", "S-Right" -> motions.word(at, big);
                case "e", "E" -> motions.end(at, big);
                default -> motions.back(at, big);
            };
            if (next == null) {
                return i == 0 ? null : exclusive(at);
            }
            at = next;
        }
        return key.equalsIgnoreCase("e") ? inclusive(at) : exclusive(at);
    }

    private Motion find(char how, int times) {
        int x = ViMotions.find(text.line(), text.x, how, foundWhat, times);
        Spot to = x < 0 ? null : new Spot(text.row, x);
        return Character.isLowerCase(how) ? inclusive(to) : exclusive(to);
    }

    private void settle() {
        wanted = ViCells.column(text.line(), text.x, options.tab, false);
    }

    /** In normal mode the cursor stands on a character. */
    private void clamp() {
        String line = text.line();
        if (text.x >= line.length()) {
            text.x = line.isEmpty() ? 0 : ViCells.before(line, line.length());
        }
    }

    private boolean scroll(String key, int count) {
        int height = window.height();
        int half = Math.max(1, height / 2);
        switch (key) {
            case "^F", "PageDown", "S-Down" -> {
                boolean end = window.bottom() == text.size() - 1;
                window.top = end ? text.size() - 1 : Math.max(window.top + 1, window.bottom() - 1);
                text.go(Math.max(text.row, window.top), text.x);
                text.x = ViMotions.firstNonBlank(text.line());
                window.say("");
            }
            case "^B", "PageUp", "S-Up" -> {
                int last = Math.min(text.size() - 1, window.top + 1);
                boolean more = last > window.top;
                window.top = window.topFor(last);
                text.go(more ? last : Math.min(text.row, window.bottom()), text.x);
                text.x = ViMotions.firstNonBlank(text.line());
                window.say("");
            }
            case "^D" -> {
                int by = Math.min(half, text.size() - 1 - text.row);
                int most = Math.max(0, Math.min(by, text.size() - 1 - window.bottom()));
                window.top += most;
                text.go(text.row + by, 0);
                text.x = ViMotions.firstNonBlank(text.line());
            }
            case "^U" -> {
                int by = Math.min(half, text.row);
                window.top = Math.max(0, window.top - by);
                text.go(text.row - by, 0);
                text.x = ViMotions.firstNonBlank(text.line());
            }
            case "^E" -> {
                window.top = Math.min(text.size() - 1, window.top + Math.max(1, count));
                text.go(Math.max(text.row, window.top), text.x);
            }
            case "^Y" -> {
                window.top = Math.max(0, window.top - Math.max(1, count));
                text.go(Math.min(text.row, window.bottom()), text.x);
            }
            default -> {
                return false;
            }
        }
        settle();
        return true;
    }

    private void scrollTo(String key) {
        switch (key) {
            case "t", "^M" -> window.top = text.row;
            case "b", "-" -> window.top = window.topFor(text.row);
            case "z", "." -> window.top = Math.max(0, text.row - window.height() / 2);
            default -> {}
        }
    }

    // ---- changing --------------------------------------------------------------------------------

    /** Something that changes the text. */
    private interface Action {
        void run() throws IOException;
    }

    private void changed(Action action) throws IOException {
        warn();
        text.begin(now());
        try {
            action.run();
        } finally {
            text.end();
        }
        if (!repeating) {
            lastChange = List.copyOf(recording);
        }
        clamp();
        settle();
    }

    private void warn() {
        if (options.readonly && !warned && !text.modified()) {
            window.alert("W10: Warning: Changing a readonly file");
            warned = true;
        }
    }

    private void repeat(int count) throws IOException {
        if (lastChange.isEmpty()) {
            beep();
            return;
        }
        List<String> keys = new ArrayList<>(lastChange);
        if (count > 0) {
            while (!keys.isEmpty() && keys.get(0).matches("[0-9]")) {
                keys.remove(0);
            }
            String digits = Integer.toString(count);
            for (int i = digits.length() - 1; i >= 0; i--) {
                keys.add(0, digits.substring(i, i + 1));
            }
            lastChange = List.copyOf(keys);
        }
        Deque<String> rest = new ArrayDeque<>(ahead);
        ahead.clear();
        ahead.addAll(keys);
        repeating = true;
        try {
            normal();
        } finally {
            repeating = false;
            ahead.clear();
            ahead.addAll(rest);
        }
    }

    private void store(char register, String what, boolean lines) {
        Register value = new Register(what, lines);
        registers.put('"', value);
        if (register != '"') {
            registers.put(Character.toLowerCase(register), value);
        }
    }

    private void deleteCharacters(int times, char register) throws IOException {
        if (text.line().isEmpty()) {
            beep();
            return;
        }
        int to = text.x;
        for (int i = 0; i < times; i++) {
            to = ViCells.after(text.line(), to);
        }
        int end = to;
        changed(() -> cut(text.spot(), new Spot(text.row, end), register));
    }

    private void deleteBefore(int times, char register) throws IOException {
        int from = text.x;
        for (int i = 0; i < times; i++) {
            from = ViCells.before(text.line(), from);
        }
        if (from == text.x) {
            beep();
            return;
        }
        int start = from;
        changed(() -> cut(new Spot(text.row, start), text.spot(), register));
    }

    private String between(Spot from, Spot to) {
        if (from.row() == to.row()) {
            return text.line(from.row()).substring(from.x(), to.x());
        }
        StringBuilder out = new StringBuilder(text.line(from.row()).substring(from.x()));
        for (int row = from.row() + 1; row < to.row(); row++) {
            out.append('\n').append(text.line(row));
        }
        return out.append('\n').append(text.line(to.row()), 0, to.x()).toString();
    }

    private void cut(Spot from, Spot to, char register) {
        store(register, between(from, to), false);
        String joined = text.line(from.row()).substring(0, from.x())
                + text.line(to.row()).substring(to.x());
        int before = text.size();
        text.replaceLines(from.row(), to.row() + 1, List.of(joined));
        text.go(from.row(), from.x());
        sayLines(text.size() - before);
    }

    /** Reports how many lines came or went, if they are many. */
    void sayLines(int growth) {
        if (Math.abs(growth) > REPORT) {
            window.say(Math.abs(growth) + (growth > 0 ? " more lines" : " fewer lines"));
        } else if (growth < 0 || growth > 0 && window.message.startsWith(":")) {
            window.say("");
        }
    }

    void deleteLines(int from, int to) {
        store('"', String.join("\n", text.lines(from, to + 1)), true);
        int before = text.size();
        boolean all = to - from + 1 == before;
        text.replaceLines(from, to + 1, List.of());
        text.go(from, 0);
        text.x = ViMotions.firstNonBlank(text.line());
        if (all) {
            window.say("--No lines in buffer--");
        } else {
            sayLines(text.size() - before);
        }
    }

    void yankLines(int from, int to) {
        yankLines(from, to, '"');
    }

    private void yankLines(int from, int to, char register) {
        store(register, String.join("\n", text.lines(from, to + 1)), true);
        int count = to - from + 1;
        if (count > REPORT) {
            window.say(count + " lines yanked");
        }
    }

    void putLines(int row) {
        Register value = registers.get('"');
        if (value == null) {
            window.alert("E353: Nothing in register \"");
            return;
        }
        List<String> lines = List.of(value.text.split("\n", -1));
        text.replaceLines(row + 1, row + 1, lines);
        text.go(row + lines.size(), 0);
        text.x = ViMotions.firstNonBlank(text.line());
        sayLines(lines.size());
    }

    private void put(boolean after, int times, char register) throws IOException {
        Register value = registers.get(Character.toLowerCase(register));
        if (value == null) {
            window.alert("E353: Nothing in register " + register);
            return;
        }
        changed(() -> {
            if (value.lines) {
                List<String> one = List.of(value.text.split("\n", -1));
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < times && lines.size() < MOST_COUNT; i++) {
                    lines.addAll(one);
                }
                int at = after ? text.row + 1 : text.row;
                text.replaceLines(at, at, lines);
                text.go(at, 0);
                text.x = ViMotions.firstNonBlank(text.line());
                sayLines(lines.size());
            } else {
                putText(value.text.repeat(Math.min(times, 10_000)), after);
            }
        });
    }

    private void putText(String what, boolean after) {
        String line = text.line();
        int at = after && !line.isEmpty() ? ViCells.after(line, text.x) : text.x;
        String[] parts = what.split("\n", -1);
        List<String> now = new ArrayList<>(List.of(parts));
        now.set(0, line.substring(0, at) + now.get(0));
        int end = now.get(now.size() - 1).length();
        now.set(now.size() - 1, now.get(now.size() - 1) + line.substring(at));
        int row = text.row;
        text.replaceLines(row, row + 1, now);
        if (parts.length == 1) {
            text.go(row, Math.max(0, end - 1));
        } else {
            text.go(row, at);
        }
    }

    private int pendingOperator;

    private void shorthand(String key, int count, char register) throws IOException {
        Deque<String> keys = new ArrayDeque<>();
        switch (key) {
            case "D" -> keys.add("$");
            case "C" -> keys.add("$");
            case "s" -> keys.add("l");
            case "S" -> keys.add("c");
            default -> keys.add("y");
        }
        String operator = key.equals("D") ? "d" : key.equals("Y") ? "y" : "c";
        int own = recording.size();
        if (key.equals("s") && text.line().isEmpty()) {
            changed(() -> insert(1, false));
            return;
        }
        List<String> rest = new ArrayList<>(ahead);
        ahead.clear();
        ahead.addAll(keys);
        ahead.addAll(rest);
        shorthand = own;
        operator(operator, count, register);
        shorthand = -1;
    }

    /** Where in what is recorded the motion of a shorthand stands, which was not typed; -1 outside of one. */
    private int shorthand = -1;

    private void operator(String operator, int count, char register) throws IOException {
        pendingOperator = operator.charAt(0);
        try {
            int inner = 0;
            String key = keyNotResize();
            if (shorthand >= 0 && recording.size() > shorthand) {
                recording.remove(shorthand);
                shorthand = -1;
            }
            while (key.matches("[1-9]") || inner > 0 && key.equals("0")) {
                inner = Math.min(MOST_COUNT, inner * 10 + key.charAt(0) - '0');
                key = keyNotResize();
            }
            int total = count == 0 && inner == 0 ? 0 : Math.max(1, count) * Math.max(1, inner);
            if (key.equals(operator)) {
                lineOperator(operator, text.row, text.row + Math.max(1, total) - 1, register);
                return;
            }
            if (key.equals("g")) {
                key += keyNotResize();
            }
            boolean word = operator.equals("c")
                    && (key.equals("w") || key.equals("W"))
                    && !text.line().isEmpty()
                    && text.x < text.line().length()
                    && !Character.isWhitespace(text.line().charAt(text.x));
            Spot from = text.spot();
            Motion motion = word ? changeWord(key, Math.max(1, total)) : motion(key, total);
            if (motion == null) {
                beep();
                return;
            }
            apply(operator, from, motion, key, register);
        } finally {
            pendingOperator = 0;
        }
    }

    /** {@code cw} changes to the end of the word, as {@code ce} does, but never beyond the one under the cursor. */
    private Motion changeWord(String key, int times) {
        boolean big = key.equals("W");
        Spot at = text.spot();
        for (int i = 0; i < times; i++) {
            Spot before = i == 0 && at.x() > 0 && at.row() == text.row
                    ? new Spot(at.row(), ViCells.before(text.line(), at.x()))
                    : null;
            Spot end = before == null || i > 0 ? null : motions.end(before, big);
            boolean single = i == 0 && end != null && end.equals(at);
            at = single
                    ? at
                    : i == 0
                                    && at.x() == 0
                                    && motions.word(at, big) != null
                                    && text.line().length() > 1
                                    && motions.word(at, big).equals(new Spot(at.row(), 1))
                            ? at
                            : motions.end(at, big);
            if (at == null) {
                at = new Spot(text.row, Math.max(0, text.line().length() - 1));
            }
        }
        return new Motion(at, false, true);
    }

    private void apply(String operator, Spot here, Motion motion, String key, char register) throws IOException {
        Spot from = here.compareTo(motion.to) <= 0 ? here : motion.to;
        Spot to = here.compareTo(motion.to) <= 0 ? motion.to : here;
        if (motion.lines) {
            lineOperator(operator, from.row(), to.row(), register);
            return;
        }
        boolean word = key.equals("w") || key.equals("W");
        if (word && to.row() > from.row() && to.x() <= ViMotions.firstNonBlank(text.line(to.row()))) {
            int row = to.row() - 1;
            to = new Spot(row, text.line(row).length());
        }
        Spot end = motion.inclusive ? new Spot(to.row(), ViCells.after(text.line(to.row()), to.x())) : to;
        switch (operator) {
            case "y" -> {
                store(register, between(from, end), false);
                text.go(from.row(), from.x());
            }
            case "d" -> changed(() -> cut(from, end, register));
            case "c" ->
                changed(() -> {
                    cut(from, end, register);
                    insert(1, false);
                });
            default -> changed(() -> shift(from.row(), end.row(), operator.equals(">")));
        }
    }

    private void lineOperator(String operator, int from, int to, char register) throws IOException {
        int last = Math.min(to, text.size() - 1);
        if (to > last && operator.equals("y") == false && to - from > 0 && from == last) {
            beep();
            return;
        }
        switch (operator) {
            case "y" -> {
                yankLines(from, last, register);
                if (from != text.row) {
                    text.go(from, text.x);
                }
            }
            case "d" ->
                changed(() -> {
                    deleteLines(from, last);
                    if (register != '"') {
                        registers.put(register, registers.get('"'));
                    }
                });
            case "c" ->
                changed(() -> {
                    store(register, String.join("\n", text.lines(from, last + 1)), true);
                    String indent = options.autoIndent ? text.line(from).replaceFirst("[^ \t].*$", "") : "";
                    text.replaceLines(from, last + 1, List.of(indent));
                    text.go(from, indent.length());
                    insert(1, false);
                });
            default -> changed(() -> shift(from, last, operator.equals(">")));
        }
    }

    void shift(int from, int to, boolean right) {
        List<String> now = new ArrayList<>();
        for (int row = from; row <= Math.min(to, text.size() - 1); row++) {
            String line = text.line(row);
            int blanks = 0;
            while (blanks < line.length() && (line.charAt(blanks) == ' ' || line.charAt(blanks) == '\t')) {
                blanks++;
            }
            int column = ViCells.column(line, blanks, options.tab, false);
            int wide = Math.max(0, column + (right ? options.shift : -options.shift));
            String indent = options.expandTab
                    ? " ".repeat(wide)
                    : "\t".repeat(wide / options.tab) + " ".repeat(wide % options.tab);
            now.add(line.isEmpty() ? line : indent + line.substring(blanks));
        }
        text.replaceLines(from, from + now.size(), now);
        text.go(from, 0);
        text.x = ViMotions.firstNonBlank(text.line());
        if (now.size() > REPORT) {
            window.say(now.size() + " lines " + (right ? ">" : "<") + "ed 1 time");
        }
    }

    void join(int row, int count, boolean blanks) throws IOException {
        int last = Math.min(text.size() - 1, row + count - 1);
        if (last == row) {
            beep();
            return;
        }
        StringBuilder out = new StringBuilder(text.line(row));
        int at = out.length();
        for (int each = row + 1; each <= last; each++) {
            String next = blanks ? text.line(each).stripLeading() : text.line(each);
            at = out.length();
            boolean glue = blanks
                    && out.length() > 0
                    && !next.isEmpty()
                    && !next.startsWith(")")
                    && !Character.isWhitespace(out.charAt(out.length() - 1));
            out.append(glue ? " " : "").append(next);
        }
        int before = text.size();
        text.replaceLines(row, last + 1, List.of(out.toString()));
        text.go(row, at);
        sayLines(text.size() - before);
    }

    private void replaceCharacter(int times) throws IOException {
        String with = keyNotResize();
        int end = text.x;
        int count = 0;
        while (count < times && end < text.line().length()) {
            end = ViCells.after(text.line(), end);
            count++;
        }
        if (count < times || !isText(with) && !with.equals("^M")) {
            if (!with.equals(Stroke.ESCAPE)) {
                beep();
            }
            return;
        }
        int to = end;
        changed(() -> {
            String line = text.line();
            if (with.equals("^M")) {
                text.replaceLines(text.row, text.row + 1, List.of(line.substring(0, text.x), line.substring(to)));
                text.go(text.row + 1, 0);
            } else {
                String now = with.repeat(times);
                text.setLine(text.row, line.substring(0, text.x) + now + line.substring(to));
                text.x += now.length() - with.length();
            }
        });
    }

    private void swapCase(int times) throws IOException {
        if (text.line().isEmpty()) {
            beep();
            return;
        }
        changed(() -> {
            StringBuilder line = new StringBuilder(text.line());
            int at = text.x;
            for (int i = 0; i < times && at < line.length(); i++) {
                char c = line.charAt(at);
                line.setCharAt(at, Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
                at++;
            }
            text.setLine(text.row, line.toString());
            text.x = at;
        });
    }

    void undo() {
        ViText.Undone done = options.compatible && text.undidLast() ? text.redo() : text.undo();
        say(done, "Already at oldest change");
    }

    void redo() {
        say(text.redo(), "Already at newest change");
    }

    private void say(ViText.Undone done, String none) {
        if (done == null) {
            window.say(none);
            return;
        }
        long seconds = Math.max(0, (now() - done.millis()) / 1000);
        int lines = Math.abs(done.lines());
        String what =
                lines == 0 ? "1 change" : lines + (done.lines() > 0 ? " more line" : " line") + (lines == 1 ? "" : "s");
        if (lines > 0 && done.lines() < 0) {
            what = lines == 1 ? "1 line less" : lines + " fewer lines";
        }
        window.say(what + "; " + (done.before() ? "before" : "after") + " #" + done.number() + "  " + seconds
                + (seconds == 1 ? " second ago" : " seconds ago"));
        clamp();
        settle();
    }

    // ---- inserting -------------------------------------------------------------------------------

    private void insertBy(String key, int times) throws IOException {
        changed(() -> {
            String line = text.line();
            switch (key) {
                case "a" -> text.x = line.isEmpty() ? 0 : ViCells.after(line, text.x);
                case "I" -> text.x = line.isBlank() ? line.length() : ViMotions.firstNonBlank(line);
                case "A" -> text.x = line.length();
                case "o", "O" -> {
                    String indent = options.autoIndent ? line.replaceFirst("[^ \t].*$", "") : "";
                    int at = key.equals("o") ? text.row + 1 : text.row;
                    text.replaceLines(at, at, List.of(indent));
                    text.go(at, indent.length());
                    sayLines(1);
                }
                default -> {}
            }
            insert(times, key.equals("R"));
        });
    }

    /** Insert mode, up to Escape. */
    private void insert(int times, boolean over) throws IOException {
        mode = over ? "-- REPLACE --" : "-- INSERT --";
        options.inserting = true;
        StringBuilder typed = new StringBuilder();
        Spot begin = text.spot();
        String before = text.line();
        while (running) {
            String key = key();
            if (key.equals(Stroke.ESCAPE) || key.equals("^C")) {
                break;
            }
            if (key.equals(Stroke.RESIZE)) {
                continue;
            }
            if (isText(key)) {
                typed.append(key);
                put(key, over);
            } else if (key.equals("^I")) {
                typed.append('\t');
                put(
                        options.expandTab
                                ? " "
                                        .repeat(options.tab
                                                - ViCells.column(text.line(), text.x, options.tab, false) % options.tab)
                                : "\t",
                        over);
            } else if (key.equals("^M") || key.equals("^J")) {
                typed.append('\n');
                newline();
            } else if (key.equals("^?") || key.equals("^H")) {
                backspace(begin, before, over);
                typed.setLength(Math.max(0, typed.length() - 1));
            } else if (key.equals("^V")) {
                String raw = key();
                put(
                        raw.length() == 2 && raw.charAt(0) == '^' ? String.valueOf((char) (raw.charAt(1) & 31)) : raw,
                        over);
            } else if (key.equals("^W") || key.equals("^U")) {
                while (text.x > (text.row == begin.row() ? begin.x() : 0)
                        && (key.equals("^U")
                                || !Character.isWhitespace(text.line().charAt(text.x - 1)))) {
                    backspace(begin, before, over);
                }
            } else if (!insertMove(key)) {
                screen.send("\u0007");
            } else {
                begin = text.spot();
                before = text.line();
            }
        }
        for (int i = 1; i < Math.min(times, 10_000) && typed.length() > 0; i++) {
            for (int point : typed.toString().codePoints().toArray()) {
                if (point == '\n') {
                    newline();
                } else {
                    put(Character.toString(point), over);
                }
            }
        }
        mode = "";
        options.inserting = false;
        text.x = ViCells.before(text.line(), text.x);
    }

    private void put(String what, boolean over) {
        String line = text.line();
        int end = over && text.x < line.length() ? ViCells.after(line, text.x) : text.x;
        text.setLine(text.row, line.substring(0, text.x) + what + line.substring(end));
        text.x += what.length();
    }

    private void newline() {
        String line = text.line();
        String indent = options.autoIndent ? line.replaceFirst("[^ \t].*$", "") : "";
        int row = text.row;
        text.replaceLines(row, row + 1, List.of(line.substring(0, text.x), indent + line.substring(text.x)));
        text.go(row + 1, indent.length());
    }

    /** The original vi takes back only what was typed since insert mode began. */
    private void backspace(Spot begin, String before, boolean over) throws IOException {
        boolean atBegin = text.spot().compareTo(begin) <= 0;
        if (text.x == 0) {
            if (options.compatible || text.row == 0) {
                screen.send("\u0007");
                return;
            }
            int x = text.line(text.row - 1).length();
            int row = text.row - 1;
            text.replaceLines(row, row + 2, List.of(text.line(row) + text.line()));
            text.go(row, x);
            return;
        }
        if (options.compatible && atBegin) {
            screen.send("\u0007");
            return;
        }
        String line = text.line();
        int from = ViCells.before(line, text.x);
        String back = over && from < before.length() && text.row == begin.row()
                ? before.substring(from, ViCells.after(before, from))
                : "";
        text.setLine(text.row, line.substring(0, from) + back + line.substring(text.x));
        text.x = from;
    }

    private boolean insertMove(String key) {
        String line = text.line();
        switch (key) {
            case "Left" -> text.x = ViCells.before(line, text.x);
            case "Right" -> text.x = ViCells.after(line, text.x);
            case "Up" -> text.go(text.row - 1, text.x);
            case "Down" -> text.go(text.row + 1, text.x);
            case "Home" -> text.x = 0;
            case "End" -> text.x = line.length();
            case "Delete" ->
                text.setLine(text.row, line.substring(0, text.x) + line.substring(ViCells.after(line, text.x)));
            default -> {
                return false;
            }
        }
        return true;
    }

    // ---- visual mode -----------------------------------------------------------------------------

    private void visual(boolean byLines) throws IOException {
        window.visualFrom = text.spot();
        window.visualLines = byLines;
        try {
            while (running) {
                mode = window.visualLines ? "-- VISUAL LINE --" : "-- VISUAL --";
                String key = keyNotResize();
                int count = 0;
                while (key.matches("[1-9]") || count > 0 && key.equals("0")) {
                    count = Math.min(MOST_COUNT, count * 10 + key.charAt(0) - '0');
                    key = keyNotResize();
                }
                if (key.equals(Stroke.ESCAPE) || key.equals("^C") || key.equals(window.visualLines ? "V" : "v")) {
                    return;
                }
                if (key.equals("v") || key.equals("V")) {
                    window.visualLines = key.equals("V");
                } else if (key.equals("o")) {
                    Spot other = window.visualFrom;
                    window.visualFrom = text.spot();
                    text.go(other.row(), other.x());
                } else if ("dxyc<>J~".contains(key) || key.equals("Delete") || key.equals(":")) {
                    visualOperator(key.equals("x") || key.equals("Delete") ? "d" : key);
                    return;
                } else if (!scroll(key, count)) {
                    move(key.equals("g") ? "g" + keyNotResize() : key, count);
                    clamp();
                }
            }
        } finally {
            window.visualFrom = null;
            mode = "";
        }
    }

    private void visualOperator(String operator) throws IOException {
        Spot here = text.spot();
        Spot from = here.compareTo(window.visualFrom) <= 0 ? here : window.visualFrom;
        Spot to = here.compareTo(window.visualFrom) <= 0 ? window.visualFrom : here;
        boolean byLines = window.visualLines;
        text.marks.put('<', from);
        text.marks.put('>', to);
        window.visualFrom = null;
        mode = "";
        text.go(from.row(), byLines ? text.x : from.x());
        switch (operator) {
            case ":" -> colon("'<,'>");
            case "J" -> changed(() -> join(from.row(), Math.max(2, to.row() - from.row() + 1), true));
            case "~" -> swapCase(Math.max(1, to.x() - from.x() + 1));
            default -> {
                if (byLines) {
                    lineOperator(operator, from.row(), to.row(), '"');
                } else {
                    apply(operator, from, new Motion(to, false, true), "v", '"');
                }
            }
        }
        if (operator.equals("y")) {
            text.go(from.row(), byLines ? text.x : from.x());
        }
        lastChange = List.of();
    }

    // ---- the last line ---------------------------------------------------------------------------

    /** Types a command or pattern on the last line; null if it was given up. */
    private String lineTyped(String mark, String given) throws IOException {
        StringBuilder typed = new StringBuilder(given);
        int x = typed.length();
        int past = history.size();
        while (running) {
            String key;
            if (ahead.isEmpty()) {
                window.paint(mark + typed, mark.length() + x, "");
                key = typed();
            } else {
                key = ahead.poll();
                recording.add(key);
            }
            switch (key) {
                case "^M", "^J" -> {
                    if (typed.length() > 0) {
                        history.add(mark + typed);
                    }
                    if (history.size() > 50) {
                        history.remove(0);
                    }
                    return typed.toString();
                }
                case Stroke.ESCAPE, "^C" -> {
                    window.say("");
                    return null;
                }
                case "^?", "^H" -> {
                    if (typed.length() == 0) {
                        window.say("");
                        return null;
                    }
                    int from = ViCells.before(typed.toString(), x);
                    typed.delete(from, x);
                    x = from;
                }
                case "Left" -> x = ViCells.before(typed.toString(), x);
                case "Right" -> x = ViCells.after(typed.toString(), x);
                case "Home", "^B" -> x = 0;
                case "End", "^E" -> x = typed.length();
                case "^U" -> {
                    typed.delete(0, x);
                    x = 0;
                }
                case "Up", "Down", "^P", "^N" -> {
                    int step = key.equals("Up") || key.equals("^P") ? -1 : 1;
                    int at = past + step;
                    while (at >= 0 && at < history.size() && !history.get(at).startsWith(mark)) {
                        at += step;
                    }
                    if (at >= 0 && at <= history.size()) {
                        past = at;
                        typed = new StringBuilder(
                                at == history.size() ? "" : history.get(at).substring(1));
                        x = typed.length();
                    }
                }
                default -> {
                    if (isText(key) && typed.length() < 1000) {
                        typed.insert(x, key);
                        x += key.length();
                    }
                }
            }
        }
        return null;
    }

    private void colon(String given) throws IOException {
        String line = lineTyped(":", given);
        if (line == null) {
            return;
        }
        if (window.pages.isEmpty() || !line.strip().matches("w.*")) {
            window.pages.clear();
        }
        window.say(":" + line);
        ex.run(line);
        settle();
    }

    private void search(String mark) throws IOException {
        String line = lineTyped(mark, "");
        if (line != null) {
            search(line, mark.equals("?"), 1);
        }
    }

    private void search(String typed, boolean backwards, int times) {
        String pattern = typed;
        if (typed.isEmpty() && soughtText.isEmpty()) {
            window.alert("E35: No previous regular expression");
            return;
        }
        if (!typed.isEmpty()) {
            soughtText = pattern;
            try {
                sought = ex.pattern(pattern);
            } catch (RegexException e) {
                window.alert("E486: Pattern not found: " + pattern);
                return;
            }
        }
        soughtBackwards = backwards;
        find(backwards, times);
    }

    private void again(boolean reverse, int times) {
        if (sought == null) {
            window.alert("E35: No previous regular expression");
            return;
        }
        find(soughtBackwards != reverse, times);
    }

    private void find(boolean backwards, int times) {
        window.say((backwards ? "?" : "/") + soughtText);
        for (int i = 0; i < times; i++) {
            Spot from = text.spot();
            Spot hit = hit(from, backwards);
            if (hit == null) {
                window.alert("E486: Pattern not found: " + soughtText);
                return;
            }
            if (backwards ? hit.compareTo(from) >= 0 : hit.compareTo(from) <= 0) {
                window.alert(
                        backwards ? "search hit TOP, continuing at BOTTOM" : "search hit BOTTOM, continuing at TOP");
            }
            text.go(hit.row(), hit.x());
        }
        clamp();
        settle();
    }

    private Spot hit(Spot from, boolean backwards) {
        int size = text.size();
        for (int i = 0; i <= size; i++) {
            int row = Math.floorMod(from.row() + (backwards ? -i : i), size);
            Matcher matcher = sought.matcher(new Budgeted(text.line(row), process::step));
            int best = -1;
            while (matcher.find()) {
                int at = matcher.start();
                boolean right = i == 0 ? backwards ? at < from.x() : at > from.x() : true;
                if (right) {
                    best = at;
                    if (!backwards) {
                        break;
                    }
                }
            }
            if (best >= 0) {
                return new Spot(row, best);
            }
        }
        return null;
    }

    /** Asks about one substitution: {@code y n a q l}. */
    char confirm(String with) throws IOException {
        while (running) {
            window.say("replace with " + with + " (y/n/a/q/l/^E/^Y)?");
            String key = keyNotResize();
            if (key.equals(Stroke.ESCAPE) || key.equals("^C")) {
                return 'q';
            }
            if ("ynaql".contains(key)) {
                return key.charAt(0);
            }
        }
        return 'q';
    }

    /** {@code :!}: runs a command on the screen that vi covers. */
    void shell(String command) throws IOException {
        screen.suspend();
        screen.send("\r\n");
        try {
            Running.run(process, List.of("sh", "-c", command));
        } finally {
            screen.send("\r\nPress ENTER or type command to continue");
            screen.resumeInPlace();
        }
        screen.read();
        screen.resume();
        window.say("");
    }

    /** ^Z. */
    void stop() throws IOException {
        screen.stop();
    }
}
