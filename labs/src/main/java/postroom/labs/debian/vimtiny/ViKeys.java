package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;

/** The keys that are typed, and those of the last change, which a dot types again. */
final class ViKeys {
    /** A count that is higher is this. */
    static final int MOST_COUNT = 99_999;

    private final FullScreen screen;
    private final ViWindow window;
    private final ViExit exit;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<String> recording = new ArrayList<>();
    private List<String> lastChange = List.of();
    private boolean repeating;

    /** Does one command. */
    interface Command {
        void run() throws IOException;
    }

    /** A number and the key behind it; 0 is none. */
    record Counted(int count, String key) {}

    ViKeys(FullScreen screen, ViWindow window, ViExit exit) {
        this.screen = screen;
        this.window = window;
        this.exit = exit;
    }

    /** The next key, or {@link Stroke#RESIZE}. */
    String next() throws IOException {
        if (ahead.isEmpty()) {
            window.paint();
        }
        return read();
    }

    /** The next key while a line is typed below the text. */
    String next(String typed, int typedAt) throws IOException {
        if (ahead.isEmpty()) {
            window.paint(typed, typedAt);
        }
        return read();
    }

    private String read() {
        String key = ahead.isEmpty() ? typed() : ahead.poll();
        if (!key.equals(Stroke.RESIZE)) {
            recording.add(key);
        }
        return key;
    }

    private String typed() {
        Stroke stroke = screen.read();
        String name = stroke.name();
        if (stroke.is(Stroke.RESIZE)) {
            return name;
        }
        window.intro = List.of();
        if (stroke.is(Stroke.HANGUP)) {
            exit.leave();
            return Stroke.ESCAPE;
        }
        if (name.startsWith("M-") && name.length() > 2) {
            ahead.addFirst(name.substring(2));
            return Stroke.ESCAPE;
        }
        return name;
    }

    /** The next key that was typed. */
    String key() throws IOException {
        String key = next();
        while (key.equals(Stroke.RESIZE)) {
            key = next();
        }
        return key;
    }

    /** Reads on behind a key that may be the first digit of a count. */
    Counted counted(String first) throws IOException {
        int count = 0;
        String key = first;
        while (key.matches("[1-9]") || count > 0 && key.equals("0")) {
            count = Math.min(MOST_COUNT, count * 10 + key.charAt(0) - '0');
            key = key();
        }
        return new Counted(count, key);
    }

    /** Two counts before one command; 0 if there are none. */
    static int multiplied(int first, int second) {
        long product = (long) Math.max(1, first) * Math.max(1, second);
        return first == 0 && second == 0 ? 0 : (int) Math.min(MOST_COUNT, product);
    }

    static boolean isText(String key) {
        return key.codePointCount(0, key.length()) == 1;
    }

    static boolean isEscape(String key) {
        return key.equals(Stroke.ESCAPE) || key.equals("^C");
    }

    static boolean isErase(String key) {
        return key.equals("^?") || key.equals("^H");
    }

    static boolean isReturn(String key) {
        return key.equals("^M") || key.equals("^J");
    }

    /** What a key types behind {@code ^V}. */
    static String verbatim(String key) {
        return key.length() == 2 && key.charAt(0) == '^' ? String.valueOf((char) (key.charAt(1) & 31)) : key;
    }

    void bell() throws IOException {
        screen.send("\u0007");
    }

    /** Something cannot be done: what else was to be typed for it is dropped. */
    void refuse() throws IOException {
        ahead.clear();
        bell();
    }

    /** A command begins. */
    void begin() {
        recording.clear();
    }

    /** What was typed since the command began is the last change. */
    void isChange() {
        if (!repeating) {
            lastChange = List.copyOf(recording);
        }
    }

    /** The last change is none that can be typed again. */
    void forgetChange() {
        lastChange = List.of();
    }

    /** Types the last change again, with another count if there is one. */
    void repeat(int count, Command command) throws IOException {
        if (lastChange.isEmpty()) {
            refuse();
            return;
        }
        if (count > 0) {
            lastChange = withCount(lastChange, count);
        }
        Deque<String> rest = new ArrayDeque<>(ahead);
        ahead.clear();
        ahead.addAll(lastChange);
        repeating = true;
        try {
            command.run();
        } finally {
            repeating = false;
            ahead.clear();
            ahead.addAll(rest);
        }
    }

    private static List<String> withCount(List<String> change, int count) {
        List<String> keys = new ArrayList<>();
        Integer.toString(count).chars().forEach(digit -> keys.add(String.valueOf((char) digit)));
        change.stream().dropWhile(key -> key.matches("[0-9]")).forEach(keys::add);
        return keys;
    }
}
