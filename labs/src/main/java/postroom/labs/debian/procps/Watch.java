package postroom.labs.debian.procps;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.gnu.CommandOutput;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Terminated;
import postroom.labs.terminal.CharWidth;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;
import postroom.labs.terminal.screen.Style;

/** {@code watch(1)}: runs a command every few seconds and shows what it prints. */
final class Watch extends GetoptProgram {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final Getopt OPTIONS = new Getopt(
            "+bcd::eghq:n:prtwvx",
            "color",
            "c",
            "differences==",
            "d",
            "help",
            "h",
            "interval=",
            "n",
            "beep",
            "b",
            "errexit",
            "e",
            "chgexit",
            "g",
            "equexit=",
            "q",
            "exec",
            "x",
            "precise",
            "p",
            "no-title",
            "t",
            "no-wrap",
            "w",
            "version",
            "v");

    Watch() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("procps/watch"));
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("h")) {
            process.out().print(HelpText.of("procps/watch"));
            return 0;
        }
        if (parsed.has("v")) {
            process.out().print("watch from procps-ng 4.0.2\n");
            return 0;
        }
        String interval = parsed.value("n", "2").replace(',', '.');
        if (!interval.matches("[0-9]{1,7}(\\.[0-9]{0,6})?|\\.[0-9]{1,6}")) {
            process.err()
                    .println("watch: failed to parse argument: '" + parsed.value("n", "2") + "': Invalid argument");
            return 1;
        }
        if (parsed.operands().isEmpty()) {
            process.err().print(HelpText.of("procps/watch"));
            return 1;
        }
        if (process.fd(1).terminal().isEmpty()) {
            process.err().println("Error opening terminal: unknown.");
            return 1;
        }
        double seconds = Math.max(0.1, Double.parseDouble(interval));
        try (FullScreen screen = new FullScreen(process, process.fd(1), FullScreen.Wish.WATCHING)) {
            return watch(process, screen, parsed, seconds);
        } catch (Terminated end) {
            if (end.signal() == Signal.INT || end.signal() == Signal.TERM || end.signal() == Signal.HUP) {
                return 0;
            }
            throw end;
        }
    }

    private static int watch(Process process, FullScreen screen, Getopt.Parsed parsed, double seconds)
            throws IOException {
        List<String> command =
                parsed.has("x") ? parsed.operands() : List.of("sh", "-c", String.join(" ", parsed.operands()));
        String title = String.format("Every %.1fs: %s", seconds, String.join(" ", parsed.operands()));
        List<String> before = null;
        while (true) {
            List<String> now =
                    List.of(Text.of(CommandOutput.of(process, command)).split("\n", -1));
            boolean changed = before != null && !before.equals(now);
            draw(process, screen, parsed, title, now, before);
            if (changed && parsed.has("g")) {
                return 0;
            }
            before = now;
            long end = process.host().clock().millis() + (long) (seconds * 1000);
            while (!process.await(
                    Duration.ofMillis(Math.max(1, end - process.host().clock().millis())), screen::resized)) {
                if (process.host().clock().millis() >= end) {
                    break;
                }
            }
            if (screen.resized() && !screen.read().is(Stroke.RESIZE)) {
                return 1;
            }
        }
    }

    private static void draw(
            Process process,
            FullScreen screen,
            Getopt.Parsed parsed,
            String title,
            List<String> now,
            List<String> before)
            throws IOException {
        Canvas canvas = screen.canvas();
        int row = 0;
        if (!parsed.has("t")) {
            Instant time = Instant.ofEpochMilli(process.host().clock().millis());
            String right = process.host().name() + ": " + DATE.format(time.atZone(ZoneOffset.UTC));
            int room = canvas.columns() - right.length();
            if (room >= 0) {
                String left =
                        title.length() <= room - 1 ? title : room > 14 ? title.substring(0, room - 5) + "... " : "";
                canvas.put(0, 0, left, Style.PLAIN);
                canvas.put(0, room, right, Style.PLAIN);
            }
            row = 2;
        }
        for (int i = 0; i < now.size() && row < canvas.rows(); i++) {
            String old = before == null || !parsed.has("d") ? null : i < before.size() ? before.get(i) : "";
            row = line(canvas, row, now.get(i), old, parsed.has("w"));
        }
        canvas.cursor(canvas.rows() - 1, canvas.columns() - 1);
        screen.paint(canvas);
    }

    /** Draws a line, going on in the next row if it is too long; gives the row behind it. */
    private static int line(Canvas canvas, int first, String line, String old, boolean cut) {
        int row = first;
        int column = 0;
        List<Integer> points = new ArrayList<>(line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                .codePoints()
                .boxed()
                .toList());
        for (int i = 0; i < points.size() && row < canvas.rows(); i++) {
            int point = points.get(i);
            String shown = point == '\t' ? " ".repeat(8 - column % 8) : Character.toString(point);
            if (point < ' ' && point != '\t') {
                continue;
            }
            int width = point == '\t' ? shown.length() : CharWidth.of(point);
            if (column + width > canvas.columns()) {
                if (cut) {
                    break;
                }
                row++;
                column = 0;
            }
            boolean differs = old != null && (i >= old.length() || old.charAt(i) != (char) point);
            canvas.put(row, column, shown, differs ? Style.REVERSE : Style.PLAIN);
            column += width;
        }
        return row + 1;
    }
}
