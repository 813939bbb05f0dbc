package postroom.labs.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.shell.LoginShell;
import postroom.labs.terminal.Pty;

/** A student who types a scenario at a terminal of a lab, and keeps what each step printed. */
final class Typist implements AutoCloseable {
    private static final Pattern PROMPT = Pattern.compile("(?:student|root|carla)@myserver:[^\\n]*[$#] $");
    private static final double START_SECONDS = 60;
    private static final long LOOK_MILLIS = 10;
    private static final int LOOKS = 3;
    private static final int LOOKS_OF_A_PAUSE = 30;
    private static final int PIECE = 65_536;

    private final Scenario scenario;
    private final Pty pty;
    private final AutoCloseable watch;
    private final Semaphore news = new Semaphore(0);
    private ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private long taken;
    private String prompt = "";
    private Scenario.Step step;

    /** Logs in. */
    Typist(Lab lab, Scenario scenario) throws ErrnoException {
        this.scenario = scenario;
        this.pty = new Pty("/dev/pts/0", lab.host().processes(), 120, 40);
        this.watch = pty.watch(news::release);
        lab.host().devices().addTerminal("/dev/pts/0", pty::open);
        LoginShell.start(lab.newProcess("student"), pty);
    }

    /** Types all steps, up to the first that does not end; what those that ended printed, in normal form. */
    List<String> play() throws InterruptedException {
        List<String> outputs = new ArrayList<>();
        if (!await(() -> promptNow().find(), deadline(START_SECONDS))) {
            return outputs;
        }
        settle(LOOKS, deadline(START_SECONDS));
        prompt = found(promptNow()).strip();
        List<Scenario.Step> steps = scenario.steps();
        for (int i = 0; i < steps.size(); i++) {
            boolean toPrompt = i + 1 == steps.size() || steps.get(i + 1).kind() == '$';
            if (!run(steps.get(i), toPrompt)) {
                return outputs;
            }
            outputs.add(output());
        }
        return outputs;
    }

    private boolean run(Scenario.Step next, boolean toPrompt) throws InterruptedException {
        take();
        step = next;
        raw = new ByteArrayOutputStream();
        pty.input(next.keys().getBytes(UTF_8));
        long deadline = deadline(scenario.timeoutSeconds());
        boolean patterns = next.waits().stream().anyMatch(Scenario.Until.class::isInstance);
        if (toPrompt && !patterns && !await(() -> promptNow().find(), deadline)) {
            return false;
        }
        int seen = 0;
        for (Scenario.Wait wait : next.waits()) {
            if (wait instanceof Scenario.Pause pause) {
                settle(LOOKS_OF_A_PAUSE, deadline(pause.seconds()));
            } else if (wait instanceof Scenario.Until until) {
                int from = seen;
                if (!await(() -> match(until, from).find(from), deadline)) {
                    return false;
                }
                Matcher match = match(until, from);
                seen = match.find(from) ? match.end() : from;
            }
        }
        if (toPrompt && !await(() -> promptNow().find(), deadline)) {
            return false;
        }
        settle(LOOKS, deadline);
        return true;
    }

    private Matcher match(Scenario.Until until, int from) {
        String text = printed().replace("\r", "");
        return until.pattern().matcher(from <= text.length() ? text : text + " ".repeat(from - text.length()));
    }

    private static long deadline(double seconds) {
        return System.nanoTime() + (long) (seconds * 1e9);
    }

    private boolean await(BooleanSupplier done, long deadline) throws InterruptedException {
        take();
        while (!done.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return false;
            }
            news.drainPermits();
            take();
        }
        return true;
    }

    /** Waits until nothing was printed and nothing was done in the lab, so many looks in a row. */
    private void settle(int looks, long deadline) throws InterruptedException {
        int still = 0;
        while (still < looks && System.nanoTime() < deadline) {
            boolean printedMore = news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            news.drainPermits();
            still = printedMore || !Quiet.now() ? 0 : still + 1;
        }
        take();
    }

    private void take() {
        for (byte[] more = pty.read(taken, PIECE); more.length > 0; more = pty.read(taken, PIECE)) {
            raw.writeBytes(more);
            taken += more.length;
        }
    }

    /** What the current step has printed so far, without its echo. */
    private String printed() {
        String text = ScreenText.unescape(raw.toString(UTF_8));
        if (step == null) {
            return text;
        }
        if (step.kind() == '^') {
            String shown = "^" + step.text();
            return text.startsWith(shown) ? text.substring(shown.length()) : text;
        }
        return ScreenText.withoutEcho(text, step.text());
    }

    private Matcher promptNow() {
        return PROMPT.matcher(ScreenText.plain(printed()));
    }

    private static String found(Matcher matcher) {
        return matcher.find() ? matcher.group() : "";
    }

    /** The current step's output in normal form; a last line names the prompt when it has changed. */
    private String output() {
        String text = printed();
        Matcher match = PROMPT.matcher(text);
        if (!match.find()) {
            return Normal.form(text);
        }
        String lines = Normal.form(text.substring(0, match.start()));
        String now = match.group().stripTrailing();
        if (!now.equals(prompt)) {
            prompt = now;
            lines += (lines.isEmpty() ? "" : "\n") + "[prompt] " + now;
        }
        return lines;
    }

    @Override
    public void close() throws Exception {
        pty.hangUp();
        watch.close();
    }
}
