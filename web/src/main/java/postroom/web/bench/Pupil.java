package postroom.web.bench;

/** A student who works through the {@link Lesson}, a key at a step; the next key waits for the echo of the last. */
final class Pupil implements AutoCloseable {
    private static final String DONE = "\"id\":\"say-ehlo\"";

    private final Figures echoes;
    private final Figures ticks;
    private final ClassServer server;
    private final String cookies;
    private final Student terminal;
    private final Student events;
    private int line;
    private int key;
    private long typedAt;
    private long solvedAt;
    private boolean waiting;
    private boolean ticked;
    private int late;

    Pupil(ClassServer server, int number, Figures echoes, Figures ticks) throws Exception {
        this.echoes = echoes;
        this.ticks = ticks;
        this.server = server;
        cookies = server.join("Student " + number);
        terminal = server.socket("terminal?columns=120&rows=40", cookies, this::echoed);
        events = server.socket("events?language=en", cookies, this::happened);
        terminal.await(said -> said.contains("$ "), ClassServer.PATIENCE_SECONDS);
    }

    private synchronized void echoed() {
        if (typedAt != 0) {
            echoes.add(System.nanoTime() - typedAt);
            typedAt = 0;
        }
    }

    private synchronized void happened() {
        if (solvedAt != 0 && !ticked && events.heard(Pupil::isDone)) {
            ticked = true;
            ticks.add(System.nanoTime() - solvedAt);
        }
    }

    /** Types the next key, if it is time for it. */
    synchronized void step() {
        if (line >= Lesson.LINES.size()) {
            line = Lesson.AGAIN;
            server.pageLater(cookies);
        }
        Lesson.Line now = Lesson.LINES.get(line);
        if (waiting) {
            if (terminal.heard(now.answer())) {
                waiting = false;
                line++;
                key = 0;
            }
        } else if (typedAt != 0) {
            late++;
        } else if (key < now.typed().length()) {
            typedAt = System.nanoTime();
            terminal.say("i" + now.typed().charAt(key++));
        } else {
            enter(now);
        }
    }

    private void enter(Lesson.Line now) {
        terminal.forget();
        waiting = true;
        if (now.ticks() && solvedAt == 0) {
            events.forget();
            solvedAt = System.nanoTime();
        }
        terminal.say("i\r");
    }

    private static boolean isDone(String said) {
        int at = said.indexOf(DONE);
        return at >= 0 && said.indexOf("\"done\":true", at) >= 0;
    }

    /** How many keys were not typed because the last had not come back. */
    synchronized int late() {
        return late;
    }

    @Override
    public void close() {
        terminal.close();
        events.close();
    }
}
