package postroom.web.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.debian.Base;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** What a lab with Postfix running costs while nobody is at it, and how long it takes to make one. */
public final class IdleLabs implements Trial {
    private static final int LABS = 1_000;
    private static final int WARM_UP = 20;
    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final Duration THREADS_LINGER = Duration.ofSeconds(12);

    private final Supplier<Labs> makeLabs;

    /** Measures labs of {@code makeLabs}. */
    public IdleLabs(Supplier<Labs> makeLabs) {
        this.makeLabs = makeLabs;
    }

    @Override
    public String name() {
        return "labs";
    }

    @Override
    public List<Row> run() throws InterruptedException {
        List<Lab> made = new ArrayList<>(LABS);
        try (Labs labs = makeLabs.get()) {
            for (int i = 0; i < WARM_UP; i++) {
                fresh(labs, i).close();
            }
            long heapBefore = usedHeap();
            Set<Thread> threadsBefore = new HashSet<>(Thread.getAllStackTraces().keySet());
            Figures times = new Figures();
            long end = System.nanoTime() + LONGEST.toNanos();
            while (made.size() < LABS && System.nanoTime() < end) {
                long begun = System.nanoTime();
                made.add(fresh(labs, made.size()));
                times.add(System.nanoTime() - begun);
            }
            int threads = lasting(threadsBefore);
            double kilobytes = (usedHeap() - heapBefore) / 1024.0 / made.size();
            made.forEach(Lab::close);
            String of = made.size() + " labs, Postfix running";
            return List.of(
                    new Row("heap per idle lab, " + of, String.format(Locale.ROOT, "%.1f KB", kilobytes), "64 KB"),
                    new Row("threads of all idle labs together, " + of, String.valueOf(threads), "0"),
                    new Row("make a lab, median", times.text(50), "5 ms"),
                    new Row("make a lab, p95", times.text(95), "5 ms"));
        }
    }

    private static Lab fresh(Labs labs, long seed) {
        return Lab.fresh(labs, new Plan(Base.POSTFIX, World.LAN, seed, Map.of()));
    }

    /** How many new threads there still are once the pools have let go of those that they no longer need. */
    private static int lasting(Set<Thread> before) throws InterruptedException {
        long end = System.nanoTime() + THREADS_LINGER.toNanos();
        int lasting = 0;
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(each)) {
                each.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                lasting += each.isAlive() ? 1 : 0;
            }
        }
        return lasting;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
