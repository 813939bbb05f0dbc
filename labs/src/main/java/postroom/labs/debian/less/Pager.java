package postroom.labs.debian.less;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/** The screen of {@code less}: keys move it, a slash searches, {@code q} leaves. */
final class Pager {
    private static final String ENTER = "\u001b[?1049h\u001b[?1h\u001b=";
    private static final String LEAVE = "\r\u001b[K\u001b[?1l\u001b>\u001b[?1049l";

    private final Call call;
    private final Terminal terminal;
    private final List<String> lines;
    private final String name;
    private final boolean numbers;
    private final Descriptor keys;
    private int top;
    private boolean fresh = true;
    private Pattern pattern;
    private String message = "";

    Pager(Call call, Terminal terminal, List<String> lines, String name, boolean numbers) throws IOException {
        this.call = call;
        this.terminal = terminal;
        this.lines = lines;
        this.name = name;
        this.numbers = numbers;
        this.keys = call.process().open("/dev/tty", EnumSet.of(Open.READ), 0);
    }

    void run(String start) throws IOException {
        Pty pty = terminal instanceof Pty it ? it : null;
        Termios before = pty == null ? null : pty.termios();
        try {
            if (pty != null) {
                pty.termios(before.keyByKey());
            }
            call.print(ENTER);
            begin(start);
            do {
                draw();
            } while (key(read()));
        } finally {
            if (pty != null) {
                pty.termios(before);
            }
            call.print(LEAVE);
            call.out().flush();
            keys.close();
        }
    }

    private void begin(String start) {
        if (start.equals("G")) {
            top = last();
        } else if (start.matches("[0-9]{1,9}")) {
            top = bounded(Integer.parseInt(start) - 1);
        } else if (start.startsWith("/")) {
            search(start.substring(1), 0, 1);
        }
    }

    private int height() {
        return Math.max(1, terminal.rows() - 1);
    }

    private int width() {
        return Math.max(1, terminal.columns());
    }

    /** The first line of the last screen; long lines take several rows. */
    private int last() {
        int rows = 0;
        int line = lines.size();
        while (line > 0 && rows + rows(lines.get(line - 1)) <= height()) {
            rows += rows(lines.get(--line));
        }
        return Math.max(0, Math.min(line, lines.size() - 1));
    }

    private int rows(String line) {
        return Math.max(1, (Text.width(shown(line)) + (numbers ? 8 : 0) + width() - 1) / width());
    }

    private int bounded(int line) {
        return Math.max(0, Math.min(line, last()));
    }

    /** Tabs as blanks, control characters as {@code ^X}. */
    private static String shown(String line) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                out.append(" ".repeat(8 - out.length() % 8));
            } else if (c == '\r' && i == line.length() - 1) {
                out.append("^M");
            } else if (c < ' ' || c == 127) {
                out.append('^').append((char) (c ^ 64));
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                out.append(String.format("<%02X>", c & 0xFF));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void draw() throws IOException {
        StringBuilder out = new StringBuilder("\u001b[H\u001b[2J");
        int rows = 0;
        int line = top;
        while (line < lines.size() && rows + rows(lines.get(line)) <= height()) {
            out.append(numbers ? String.format("%7d ", line + 1) : "")
                    .append(highlighted(shown(lines.get(line))))
                    .append("\n");
            rows += rows(lines.get(line++));
        }
        for (; rows < height(); rows++) {
            out.append("~\n");
        }
        boolean end = line >= lines.size();
        String status = !message.isEmpty() ? message : end ? "(END)" : fresh && !name.isEmpty() ? name : ":";
        boolean reverse = !status.equals(":");
        out.append(reverse ? "\u001b[7m" + status + "\u001b[27m" : status);
        message = "";
        fresh = false;
        call.print(out.toString());
        call.out().flush();
    }

    private String highlighted(String line) {
        if (pattern == null) {
            return line;
        }
        java.util.regex.Matcher m = pattern.matcher(new Budgeted(line, call.process()::step));
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (m.find()) {
            if (m.end() > m.start()) {
                out.append(line, from, m.start())
                        .append("\u001b[7m")
                        .append(line, m.start(), m.end())
                        .append("\u001b[27m");
                from = m.end();
            }
        }
        return out.append(line.substring(from)).toString();
    }

    private int read() throws IOException {
        byte[] one = new byte[1];
        return call.process().read(keys, one, 0, 1) <= 0 ? 'q' : one[0] & 0xFF;
    }

    /** False if it was the last key. */
    private boolean key(int first) throws IOException {
        int count = 0;
        int key = first;
        while (key >= '0' && key <= '9') {
            count = Math.min(99_999_999, count * 10 + key - '0');
            key = read();
        }
        switch (key) {
            case 'q', 'Q', 3 -> {
                return false;
            }
            case ' ', 'f', 6, 'z' -> top = bounded(top + height());
            case 'b', 2, 'w' -> top = bounded(top - height());
            case 'd', 4 -> top = bounded(top + terminal.rows() / 2);
            case 'u', 21 -> top = bounded(top - terminal.rows() / 2);
            case 'j', 'e', '\n', '\r', 14, 5 -> top = bounded(top + 1);
            case 'k', 'y', 16, 25 -> top = bounded(top - 1);
            case 'g', '<' -> top = count > 0 ? bounded(count - 1) : 0;
            case 'G', '>' -> top = count > 0 ? bounded(count - 1) : last();
            case '/' -> search(prompt('/'), top + 1, 1);
            case '?' -> search(prompt('?'), top - 1, -1);
            case 'n' -> search("", top + 1, 1);
            case 'N' -> search("", top - 1, -1);
            case 27 -> escape();
            case ':' -> {
                return !prompt(':').startsWith("q");
            }
            case 'h' -> message = "SPACE: next screen, b: screen before, /: search, n: next match, q: leave";
            case '=' ->
                message = (name.isEmpty() ? "" : name + " ") + "lines " + (top + 1) + "-"
                        + Math.min(lines.size(), top + height()) + "/" + lines.size();
            default -> {}
        }
        return true;
    }

    /** Arrows, Page Up and Down, Home and End. */
    private void escape() throws IOException {
        if (!call.process().poll(Duration.ofMillis(200), keys)) {
            return;
        }
        int second = read();
        if (second != '[' && second != 'O') {
            return;
        }
        int third = read();
        switch (third) {
            case 'A' -> top = bounded(top - 1);
            case 'B' -> top = bounded(top + 1);
            case 'H' -> top = 0;
            case 'F' -> top = last();
            case '5', '6', '1', '4' -> {
                read();
                top = third == '1' ? 0 : third == '4' ? last() : bounded(top + (third == '5' ? -height() : height()));
            }
            default -> {}
        }
    }

    private String prompt(char mark) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            call.print("\r\u001b[K" + mark + text);
            call.out().flush();
            int key = read();
            if (key == '\n' || key == '\r') {
                return text.toString();
            }
            if (key == 3 || key == 27) {
                return "";
            }
            if (key == 127 || key == 8) {
                if (text.length() == 0) {
                    return "";
                }
                text.setLength(text.length() - 1);
            } else if (key >= ' ' && text.length() < 200) {
                text.append((char) key);
                if (mark == ':') {
                    return text.toString();
                }
            }
        }
    }

    private void search(String regex, int from, int direction) {
        if (!regex.isEmpty()) {
            try {
                pattern = PosixRegex.compile(
                        Text.of(regex.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                        PosixRegex.Syntax.EXTENDED,
                        0);
            } catch (RegexException e) {
                message = e.getMessage() + "  (press RETURN)";
                return;
            }
        }
        if (pattern == null) {
            message = "No previous search pattern  (press RETURN)";
            return;
        }
        for (int line = from; line >= 0 && line < lines.size(); line += direction) {
            if (pattern.matcher(new Budgeted(lines.get(line), call.process()::step))
                    .find()) {
                top = Math.min(line, Math.max(0, lines.size() - 1));
                return;
            }
        }
        message = "Pattern not found  (press RETURN)";
    }
}
