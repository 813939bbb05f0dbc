package postroom.labs.debian.procps;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;
import postroom.labs.terminal.screen.Style;

/** {@code top(1)} of procps 4.0.2: the processes, again and again; with {@code -b} as plain text. */
final class Top extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "+bcd:E:e:HhiOo:p:SsU:u:Vw::n:1",
            "batch-mode",
            "b",
            "cmdline-toggle",
            "c",
            "delay=",
            "d",
            "scale-summary-mem=",
            "E",
            "scale-task-mem=",
            "e",
            "threads-show",
            "H",
            "idle-toggle",
            "i",
            "iterations=",
            "n",
            "list-fields",
            "O",
            "sort-override=",
            "o",
            "pid=",
            "p",
            "accum-time-toggle",
            "S",
            "secure-mode",
            "s",
            "filter-any-user=",
            "U",
            "filter-only-euser=",
            "u",
            "width==",
            "w",
            "single-cpu-toggle",
            "1",
            "help",
            "h",
            "version",
            "V");
    private static final int TITLE = 6;

    Top() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("h") || parsed.has("V")) {
            process.out().print(parsed.has("h") ? HelpText.of("procps/top") : "top from procps-ng 4.0.2\n");
            return 0;
        }
        String wrong = wrong(process, parsed);
        if (wrong != null) {
            process.err().println("top: " + wrong);
            return 1;
        }
        TopFrame.Wish wish = new TopFrame.Wish();
        wish.commandLines = parsed.has("c");
        wish.idle = !parsed.has("i");
        wish.user = parsed.value("u", parsed.value("U", ""));
        String pids = parsed.value("p", "");
        if (!pids.isEmpty()) {
            List<Integer> wanted = new ArrayList<>();
            for (String each : pids.split(",")) {
                wanted.add(each.equals("0") ? (Integer) process.pid() : Integer.valueOf(each));
            }
            wish.pids = wanted;
        }
        wish.sort = switch (parsed.value("o", "%CPU").replaceFirst("^[+-]", "")) {
            case "PID" -> 'N';
            case "%MEM", "RES", "VIRT" -> 'M';
            case "TIME", "TIME+" -> 'T';
            default -> 'P';
        };
        double delay = Double.parseDouble(parsed.value("d", "3.0"));
        int rounds = Integer.parseInt(parsed.value("n", "0"));
        if (parsed.has("b")) {
            return batch(process, wish, delay, rounds);
        }
        if (process.fd(1).terminal().isEmpty() || process.fd(0).terminal().isEmpty()) {
            process.err().println("top: failed tty get");
            return 1;
        }
        return show(process, wish, delay, rounds);
    }

    private static String wrong(Process process, Getopt.Parsed parsed) {
        String rounds = parsed.value("n", "1");
        if (!rounds.matches("[0-9]{1,9}") || Integer.parseInt(rounds) < 1) {
            return "bad iterations argument '" + rounds + "'";
        }
        String delay = parsed.value("d", "3");
        if (!delay.matches("[0-9]{0,6}([.,][0-9]{0,6})?") || delay.isEmpty() || delay.matches("[.,]")) {
            return "bad delay interval '" + delay + "'";
        }
        String pids = parsed.value("p", "1");
        if (!pids.matches("[0-9]{1,7}(,[0-9]{1,7})*")) {
            return "bad pid '" + pids + "'";
        }
        String user = parsed.value("u", parsed.value("U", "0"));
        boolean known = user.matches("[0-9]{1,9}")
                || process.host().accounts().user(user).isPresent();
        if (!known) {
            return "Invalid user";
        }
        return parsed.operands().isEmpty()
                ? null
                : "unknown option '" + parsed.operands().get(0) + "'";
    }

    private static int batch(Process process, TopFrame.Wish wish, double delay, int rounds) throws IOException {
        TopFrame frame = new TopFrame();
        for (int i = 0; rounds == 0 || i < rounds; i++) {
            if (i > 0) {
                process.out().println();
                process.out().flush();
                process.sleep(Duration.ofMillis(Math.max(10, (long) (delay * 1000))));
            }
            for (String line : frame.lines(process, wish)) {
                process.out().println(line);
            }
        }
        return 0;
    }

    private static int show(Process process, TopFrame.Wish wish, double delay, int rounds) throws IOException {
        try (FullScreen screen = new FullScreen(process, process.fd(1), FullScreen.Wish.IN_PLACE)) {
            try {
                new Top.Session(process, screen, wish, delay).run(rounds);
            } finally {
                screen.send("\u001b[" + screen.rows() + ";1H\u001b[K\r\n");
            }
        }
        return 0;
    }

    /** Top at a terminal. */
    private static final class Session {
        private final Process process;
        private final FullScreen screen;
        private final TopFrame.Wish wish;
        private final TopFrame frame = new TopFrame();
        private double delay;
        private int first;
        private String message = "";

        Session(Process process, FullScreen screen, TopFrame.Wish wish, double delay) {
            this.process = process;
            this.screen = screen;
            this.wish = wish;
            this.delay = delay;
        }

        void run(int rounds) throws IOException {
            for (int i = 0; rounds == 0 || i < rounds; i++) {
                draw(null);
                Stroke stroke = screen.read(Duration.ofMillis(Math.max(100, (long) (delay * 1000))));
                if (!stroke.is(Stroke.TIMEOUT)) {
                    message = "";
                    if (!key(stroke.name())) {
                        return;
                    }
                }
            }
        }

        private void draw(String question) throws IOException {
            Canvas canvas = screen.canvas();
            List<String> lines = frame.lines(process, wish);
            first = Math.max(0, Math.min(first, lines.size() - TITLE - 2));
            for (int i = 0; i < Math.min(lines.size(), canvas.rows()); i++) {
                int at = i <= TITLE ? i : i + first;
                if (at < lines.size()) {
                    boolean title = i == TITLE;
                    canvas.fill(i, 0, title ? Style.REVERSE : Style.PLAIN);
                    boolean runs = i > TITLE
                            && lines.get(at).length() > 47
                            && lines.get(at).charAt(47) == 'R';
                    canvas.put(i, 0, lines.get(at), title ? Style.REVERSE : runs ? Style.BOLD : Style.PLAIN);
                }
            }
            if (question != null) {
                int end = canvas.put(5, 0, question, Style.BOLD);
                canvas.cursor(5, end);
            } else {
                canvas.put(5, 0, message, Style.REVERSE);
                canvas.cursor(canvas.rows() - 1, 0);
            }
            screen.paint(canvas);
        }

        /** False if it was the last key. */
        private boolean key(String key) throws IOException {
            switch (key) {
                case "q", "Q", "^C", Stroke.HANGUP -> {
                    return false;
                }
                case "h", "?" -> help();
                case " ", "^M", "^J", Stroke.RESIZE -> {}
                case "P", "M", "N", "T" -> wish.sort = key.charAt(0);
                case "c" -> wish.commandLines = !wish.commandLines;
                case "i" -> wish.idle = !wish.idle;
                case "Down" -> first++;
                case "Up" -> first = Math.max(0, first - 1);
                case "PageDown" -> first += screen.rows() - TITLE - 1;
                case "PageUp" -> first = Math.max(0, first - screen.rows() + TITLE + 1);
                case "Home" -> first = 0;
                case "d", "s" -> delay(ask(String.format("Change delay from %.1f to ", delay)));
                case "u" -> user(ask("Which user (blank for all) "));
                case "k" -> kill();
                default -> message = " Unknown command - try 'h' for help ";
            }
            return true;
        }

        private void help() throws IOException {
            Canvas canvas = screen.canvas();
            List<String> lines = HelpText.of("procps/top-help").lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                canvas.put(i, 0, lines.get(i), i == 0 ? Style.REVERSE : Style.PLAIN);
            }
            canvas.cursor(canvas.rows() - 1, 30);
            screen.paint(canvas);
            screen.read();
        }

        private String ask(String question) throws IOException {
            StringBuilder typed = new StringBuilder();
            while (true) {
                draw(question + typed);
                String key = screen.read().name();
                if (key.equals("^M") || key.equals("^J")) {
                    return typed.toString();
                }
                if (key.equals(Stroke.ESCAPE) || key.equals(Stroke.HANGUP)) {
                    return null;
                }
                if (key.equals("^?") || key.equals("^H")) {
                    typed.setLength(Math.max(0, typed.length() - 1));
                } else if (key.length() == 1 && typed.length() < 40) {
                    typed.append(key);
                }
            }
        }

        private void delay(String answer) {
            if (answer == null || answer.isEmpty()) {
                return;
            }
            if (answer.matches("[0-9]{1,6}(\\.[0-9]{0,3})?")) {
                delay = Double.parseDouble(answer);
            } else {
                message = " Unacceptable floating point ";
            }
        }

        private void user(String answer) {
            if (answer == null) {
                return;
            }
            boolean known = answer.isEmpty()
                    || answer.matches("[0-9]{1,9}")
                    || process.host().accounts().user(answer).isPresent();
            if (known) {
                wish.user = answer;
            } else {
                message = " Invalid user ";
            }
        }

        private void kill() throws IOException {
            String pid = ask("PID to signal/kill [default pid = 1] ");
            if (pid == null) {
                return;
            }
            String number = pid.isEmpty() ? "1" : pid;
            if (!number.matches("[0-9]{1,7}")) {
                message = " Unacceptable integer ";
                return;
            }
            String sig = ask("Send pid " + number + " signal [15/sigterm] ");
            if (sig == null) {
                return;
            }
            Signal signal = sig.isEmpty()
                    ? Signal.TERM
                    : (sig.matches("[0-9]{1,2}") ? Signal.of(Integer.parseInt(sig)) : Signal.named(sig)).orElse(null);
            Process victim =
                    process.host().processes().find(Integer.parseInt(number)).orElse(null);
            if (signal == null) {
                message = " Invalid signal ";
            } else if (victim == null) {
                message = " Failed signal pid '" + number + "' with '" + signal.number() + "': No such process ";
            } else if (!process.who().isRoot() && process.realUid() != victim.realUid()) {
                message =
                        " Failed signal pid '" + number + "' with '" + signal.number() + "': Operation not permitted ";
            } else {
                victim.signal(signal);
            }
        }
    }
}
