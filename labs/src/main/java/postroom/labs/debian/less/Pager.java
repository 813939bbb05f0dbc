package postroom.labs.debian.less;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
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
    private final List<LessFile> files;
    private final LessOptions options;
    private final Descriptor keys;
    private List<String> lines;
    private int current;
    private int top;
    private boolean fresh = true;
    private boolean first = true;
    private Pattern pattern;
    private Pattern filter;
    private String message = "";
    private int pushedBack = -1;

    Pager(Call call, Terminal terminal, List<LessFile> files, LessOptions options) throws IOException {
        this.call = call;
        this.terminal = terminal;
        this.files = new ArrayList<>(files);
        this.options = options;
        this.lines = files.get(0).lines();
        this.keys = call.process().open("/dev/tty", EnumSet.of(Open.READ), 0);
    }

    void run(String start) throws IOException {
        Pty pty = terminal instanceof Pty it ? it : null;
        Termios before = pty == null ? null : pty.termios();
        try {
            if (pty != null) {
                Termios raw = before.keyByKey();
                pty.termios(new Termios(false, false, false, raw.mapReturn(), raw.process(), raw.flowControl(), -1));
            }
            call.print(options.keepScreen ? "" : ENTER);
            begin(start);
            boolean more = true;
            while (more) {
                if (pushedBack < 0) {
                    draw();
                }
                more = key(read());
                more = more && answered();
            }
        } finally {
            if (pty != null) {
                pty.termios(before);
            }
            call.print(options.keepScreen ? "\r\u001b[K" : LEAVE);
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
        if (options.chop) {
            return 1;
        }
        return Math.max(1, (Text.width(shown(line)) + (options.numbers ? 8 : 0) + width() - 1) / width());
    }

    private int bounded(int line) {
        return Math.max(0, Math.min(line, last()));
    }

    /** Tabs as blanks, control characters as {@code ^X}. */
    private String shown(String line) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                out.append(" ".repeat(8 - out.length() % 8));
            } else if (c == '\r' && i == line.length() - 1) {
                out.append("^M");
            } else if (c == 27 && options.raw && sgr(line, i) > 0) {
                int end = sgr(line, i);
                out.append(line, i, end);
                i = end - 1;
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

    /** The end of a sequence that sets colours or weight, 0 if there is none. */
    private static int sgr(String line, int from) {
        int i = from + 1;
        if (i >= line.length() || line.charAt(i) != '[') {
            return 0;
        }
        i++;
        while (i < line.length() && (Character.isDigit(line.charAt(i)) || line.charAt(i) == ';')) {
            i++;
        }
        return i < line.length() && line.charAt(i) == 'm' ? i + 1 : 0;
    }

    private void draw() throws IOException {
        StringBuilder out = new StringBuilder("\u001b[H\u001b[2J");
        int rows = 0;
        int line = top;
        while (line < lines.size() && (rows == 0 || rows + rows(lines.get(line)) <= height())) {
            String text = shown(lines.get(line));
            int room = Math.max(1, width() - (options.numbers ? 8 : 0));
            if (options.chop && Text.width(text) > room) {
                text = text.substring(0, room - 1) + ">";
            }
            out.append(options.numbers ? String.format("%7d ", line + 1) : "")
                    .append(highlighted(text))
                    .append("\n");
            rows += rows(lines.get(line++));
        }
        for (; !first && rows < height(); rows++) {
            out.append("~\n");
        }
        first = false;
        String status = Prompt.of(options.prompt, facts());
        out.append(filter == null ? "" : "& ").append(status.isEmpty() ? ":" : inverse(status));
        fresh = false;
        call.print(out.toString());
        call.out().flush();
    }

    private static String inverse(String text) {
        return "\u001b[7m" + text + "\u001b[27m";
    }

    /** The line behind the last that is shown. */
    private int bottom() {
        int rows = 0;
        int line = top;
        while (line < lines.size() && (rows == 0 || rows + rows(lines.get(line)) <= height())) {
            rows += rows(lines.get(line++));
        }
        return line;
    }

    /** What the prompt can say now. */
    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        LessFile file = files.get(current);
        int bottom = bottom();
        if (!file.name().isEmpty()) {
            facts.put("f", file.name());
        }
        if (fresh) {
            facts.put("n", "");
        }
        facts.put("T", "file");
        if (files.size() > 1) {
            facts.put("i", String.valueOf(current + 1));
            facts.put("m", String.valueOf(files.size()));
        }
        if (current + 1 < files.size()) {
            facts.put("x", files.get(current + 1).name());
        }
        if (options.lineNumbers) {
            facts.put("lt", String.valueOf(Math.min(top + 1, lines.size())));
            facts.put("lb", String.valueOf(bottom));
            facts.put("L", String.valueOf(lines.size()));
        }
        if (bottom >= lines.size()) {
            facts.put("e", "");
        }
        long size = bytes(lines.size());
        facts.put("bB", String.valueOf(bytes(bottom)));
        facts.put("s", String.valueOf(size));
        facts.put("B", String.valueOf(size));
        facts.put("pB", String.valueOf(size == 0 ? 100 : (bytes(bottom) * 100 + size / 2) / size));
        return facts;
    }

    private long bytes(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Text.bytes(lines.get(i)).length + 1;
        }
        return sum;
    }

    /** Shows a message and waits for Return; another key is the next command. */
    private boolean answered() throws IOException {
        if (message.isEmpty()) {
            return true;
        }
        call.print("\r\u001b[K" + inverse(message + "  (press RETURN)"));
        call.out().flush();
        message = "";
        int key = read();
        if (key != '\r' && key != '\n' && key != ' ') {
            pushedBack = key;
        }
        return true;
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
        if (pushedBack >= 0) {
            int key = pushedBack;
            pushedBack = -1;
            return key;
        }
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
            case 'q', 'Q' -> {
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
                return colon();
            }
            case 'p', '%' -> top = percent(count);
            case '&' -> filter(prompt('&'));
            case '-' -> {
                call.print("\r\u001b[K-");
                call.out().flush();
                message = options.toggle((char) read());
            }
            case 'F' -> follow();
            case 'h', 'H' -> help();
            case '=' -> message = Prompt.of(Prompt.EQUALS, facts());
            default -> {}
        }
        return true;
    }

    /** The line in which a per cent of the file begins. */
    private int percent(int count) {
        long wanted = bytes(lines.size()) * Math.min(count, 100) / 100;
        int line = 0;
        for (long sum = 0; line < lines.size(); line++) {
            sum += Text.bytes(lines.get(line)).length + 1;
            if (sum > wanted) {
                break;
            }
        }
        return bounded(line);
    }

    /** Commands on files. */
    private boolean colon() throws IOException {
        call.print("\r\u001b[K :");
        call.out().flush();
        switch (read()) {
            case 'q', 'Q' -> {
                return false;
            }
            case 'n' -> go(current + 1, "No next file");
            case 'p' -> go(current - 1, "No previous file");
            case 'x' -> go(0, "");
            case 'f' -> message = Prompt.of(Prompt.EQUALS, facts());
            case 'e' -> examine(prompt("Examine: "));
            case 'd' -> {
                if (files.size() > 1) {
                    files.remove(current);
                    go(Math.min(current, files.size() - 1), "");
                }
            }
            default -> {}
        }
        return true;
    }

    /** Shows another file of the list; one that cannot be read is said and taken out. */
    private void go(int wanted, String none) throws IOException {
        if (wanted < 0 || wanted >= files.size()) {
            message = none;
            return;
        }
        if (current < files.size()) {
            files.get(current).top(top);
        }
        LessFile file = files.get(wanted);
        String wrong = file.load(call);
        if (!wrong.isEmpty()) {
            call.print("\u001b[H\u001b[2J" + "~\n".repeat(height()));
            message = wrong;
            files.remove(wanted);
            return;
        }
        current = wanted;
        filter = null;
        lines = file.lines();
        top = bounded(file.top());
        fresh = true;
    }

    private void examine(String name) throws IOException {
        if (!name.isBlank()) {
            files.add(current + 1, new LessFile(name.strip()));
            go(current + 1, "");
        }
    }

    /** Only lines that match; an empty pattern shows all again. */
    private void filter(String regex) {
        List<String> all = files.get(current).lines();
        String before = top < lines.size() ? lines.get(top) : "";
        int at = Math.max(0, all.indexOf(before));
        try {
            filter = regex.isEmpty() ? null : PosixRegex.compile(regex, PosixRegex.Syntax.EXTENDED, 0);
        } catch (RegexException e) {
            message = e.getMessage();
            return;
        }
        List<String> kept = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < all.size(); i++) {
            if (filter == null
                    || filter.matcher(new Budgeted(all.get(i), call.process()::step))
                            .find()) {
                start = start < 0 && i >= at ? kept.size() : start;
                kept.add(all.get(i));
            }
        }
        lines = kept;
        top = Math.max(0, start);
    }

    /** Shows what is appended, until it is interrupted. */
    private void follow() throws IOException {
        while (true) {
            top = last();
            draw();
            call.print("\r\u001b[K" + inverse("Waiting for data... (interrupt to abort)"));
            call.out().flush();
            while (!call.process().poll(Duration.ofSeconds(1), keys)) {
                if (files.get(current).grown(call)) {
                    lines = files.get(current).lines();
                    break;
                }
            }
            if (call.process().poll(Duration.ZERO, keys) && read() == 3) {
                return;
            }
        }
    }

    /** The summary of the commands, in a screen of its own. */
    private void help() throws IOException {
        LessOptions plain = new LessOptions();
        plain.keepScreen = true;
        plain.prompt = "HELP -- ?eEND -- Press g to see it again:Press RETURN for more., or q when done";
        Pager help = new Pager(
                call,
                terminal,
                List.of(LessFile.of(
                        "",
                        HelpText.of("less/less").replaceAll(".\b", "").lines().toList())),
                plain);
        help.first = false;
        help.run("");
        fresh = true;
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
        return prompt(mark == '&' ? "&/" : String.valueOf(mark));
    }

    private String prompt(String mark) throws IOException {
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
            }
        }
    }

    private void search(String regex, int from, int direction) {
        if (!regex.isEmpty()) {
            try {
                pattern = PosixRegex.compile(
                        Text.of(regex.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                        PosixRegex.Syntax.EXTENDED,
                        options.ignoreCase && regex.equals(regex.toLowerCase(Locale.ROOT))
                                ? Pattern.CASE_INSENSITIVE
                                : 0);
            } catch (RegexException e) {
                message = e.getMessage();
                return;
            }
        }
        if (pattern == null) {
            message = "No previous search pattern";
            return;
        }
        for (int line = from; line >= 0 && line < lines.size(); line += direction) {
            if (pattern.matcher(new Budgeted(lines.get(line), call.process()::step))
                    .find()) {
                top = Math.min(line, Math.max(0, lines.size() - 1));
                return;
            }
        }
        message = "Pattern not found";
    }
}
