package postroom.web.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A class that follows a lesson, five keys a second each, with the matrix open; generator and server share the machine. */
public final class ClassWork implements Trial {
    private static final int DOORS = 6;
    private static final long BETWEEN_KEYS_MICROS = 200_000;
    private static final int LESSON_SECONDS = 40;
    private static final int WARM_UP_SECONDS = 5;

    private final int students;

    /** Measures a class of so many. */
    public ClassWork(int students) {
        this.students = students;
    }

    @Override
    public String name() {
        return "class" + students;
    }

    @Override
    public List<Row> run() throws Exception {
        Figures echoes = new Figures();
        Figures ticks = new Figures();
        AtomicInteger boards = new AtomicInteger();
        List<Pupil> pupils = Collections.synchronizedList(new ArrayList<>());
        try (ClassServer server = new ClassServer();
                Student matrix = server.matrix(boards::incrementAndGet)) {
            matrix.await(said -> said.contains("\"sum\""), ClassServer.PATIENCE_SECONDS);
            double empty = server.heapMegabytes();
            enter(server, pupils, echoes, ticks);
            double before = server.cpuSeconds();
            long begun = System.nanoTime();
            work(pupils);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpu = (server.cpuSeconds() - before) / seconds;
            double heap = server.heapMegabytes();
            return rows(pupils, echoes, ticks, boards.get(), new Load(cpu, empty, heap));
        } finally {
            pupils.forEach(Pupil::close);
        }
    }

    /** @param cpu processors in use; @param empty heap before the class came, MB; @param heap behind the lesson, MB */
    private record Load(double cpu, double empty, double heap) {}

    private void enter(ClassServer server, List<Pupil> pupils, Figures echoes, Figures ticks) throws Exception {
        AtomicInteger comers = new AtomicInteger();
        Callable<Void> door = () -> {
            int number = comers.incrementAndGet();
            while (number <= students) {
                pupils.add(new Pupil(server, number, echoes, ticks));
                number = comers.incrementAndGet();
            }
            return null;
        };
        ExecutorService doors = Executors.newFixedThreadPool(DOORS);
        try {
            for (Future<Void> each : doors.invokeAll(Collections.nCopies(DOORS, door))) {
                each.get();
            }
        } finally {
            doors.shutdownNow();
        }
    }

    /** Each begins at another moment, as students do; nobody waits for the others. */
    private void work(List<Pupil> pupils) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        long spread = TimeUnit.SECONDS.toMicros(WARM_UP_SECONDS);
        try {
            for (int i = 0; i < pupils.size(); i++) {
                clock.scheduleAtFixedRate(
                        pupils.get(i)::step, spread * i / pupils.size(), BETWEEN_KEYS_MICROS, TimeUnit.MICROSECONDS);
            }
            clock.awaitTermination(LESSON_SECONDS, TimeUnit.SECONDS);
        } finally {
            clock.shutdownNow();
        }
    }

    private List<Row> rows(List<Pupil> pupils, Figures echoes, Figures ticks, int boards, Load load) {
        int late = pupils.stream().mapToInt(Pupil::late).sum();
        String of = pupils.size() + " students, matrix open";
        return List.of(
                new Row("echo of a key, p50, " + of, echoes.text(50), "-"),
                new Row("echo of a key, p99, " + of, echoes.text(99), "1.5 x plain echo"),
                new Row("keys, and those held back by a late echo, " + of, echoes.count() + ", " + late, "-"),
                new Row("task to tick on the page, p99 of " + ticks.count() + ", " + of, ticks.text(99), "100 ms"),
                new Row("server's processors, " + of, String.format(Locale.ROOT, "%.2f", load.cpu()), "0.7"),
                new Row(
                        "server's heap, empty and behind the lesson, " + of,
                        String.format(Locale.ROOT, "%.0f MB, %.0f MB", load.empty(), load.heap()),
                        "64 KB an idle lab"),
                new Row("messages of the matrix in " + LESSON_SECONDS + " s, " + of, String.valueOf(boards), "-"));
    }
}
