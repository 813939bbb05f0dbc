package postroom.web.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import postroom.labs.lab.Labs;
import postroom.web.rooms.LoginShell;

/** How long it takes from the key that solves a task to its tick on the page. */
public final class TaskTick implements Trial {
    private static final int STUDENTS = 20;
    private static final int SECONDS = 15;
    private static final int LONGEST_SECONDS = 30;
    private static final String EXERCISE = "\"id\":\"say-ehlo\"";

    private final Classroom.Parts parts;

    /** Measures a server with these labs and log-ins. */
    public TaskTick(Function<Path, Labs> labs, LoginShell login) {
        this.parts = new Classroom.Parts(labs, login);
    }

    @Override
    public String name() {
        return "tick";
    }

    @Override
    public List<Row> run() throws Exception {
        Figures ticks = new Figures();
        try (Classroom room = new Classroom(parts)) {
            solve(room); // the first student waits for the image to be made
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            while (ticks.count() < STUDENTS && System.nanoTime() < end) {
                ticks.add(solve(room));
            }
        }
        return List.of(
                new Row(
                        "Enter that solves a task to its tick on the page, median of " + ticks.count(),
                        ticks.text(50),
                        "-"),
                new Row("the same, p99", ticks.text(99), "100 ms"));
    }

    private static long solve(Classroom room) throws Exception {
        String cookies = room.enrol();
        try (Student terminal = room.atTheTerminal(cookies, () -> {});
                Student events = room.atTheEvents(cookies)) {
            events.await(said -> said.contains(EXERCISE), SECONDS);
            terminal.say("itelnet localhost 25\r");
            terminal.await(said -> said.contains("220 "), SECONDS);
            terminal.say("iEHLO client.example");
            terminal.await(said -> said.contains("EHLO client.example"), SECONDS);
            events.forget();
            long begun = System.nanoTime();
            terminal.say("i\r");
            events.await(TaskTick::ticked, SECONDS);
            return System.nanoTime() - begun;
        }
    }

    private static boolean ticked(String said) {
        int at = said.indexOf(EXERCISE);
        return at >= 0 && said.indexOf("\"done\":true", at) >= 0;
    }
}
