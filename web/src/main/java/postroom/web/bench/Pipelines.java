package postroom.web.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import postroom.labs.debian.Base;
import postroom.labs.host.Process;
import postroom.labs.host.Processes;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.web.storage.TemporaryFolder;

/** A loop of small pipelines, as scripts have them, in our bash and in the machine's. */
public final class Pipelines implements Trial {
    private static final int TIMES = 1_000;
    private static final long LONGEST_SECONDS = 60;
    private static final String SCRIPT = "cd /tmp; for ((i = 0; i < 200; i++)); do echo \"line $i xyz\"; done > f; "
            + "for ((i = 0; i < " + TIMES + "; i++)); do cat f | grep x > /dev/null; done";

    private final Supplier<Labs> makeLabs;

    /** Measures in a lab of {@code makeLabs}. */
    public Pipelines(Supplier<Labs> makeLabs) {
        this.makeLabs = makeLabs;
    }

    @Override
    public String name() {
        return "pipes";
    }

    @Override
    public List<Row> run() throws Exception {
        double ours;
        try (Labs labs = makeLabs.get();
                Lab lab = Lab.fresh(labs, new Plan(Base.BARE, World.ALONE, 1, Map.of()))) {
            ours(lab);
            ours = ours(lab);
        }
        return List.of(new Row(
                String.format(Locale.ROOT, "%,d x cat f | grep x > /dev/null", TIMES),
                String.format(Locale.ROOT, "%.2f s", ours),
                "the machine's bash: " + machines()));
    }

    private static double ours(Lab lab) throws ErrnoException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Process process = lab.newProcess("student");
        Processes.Listener listener = gone -> {
            if (gone == process) {
                ended.countDown();
            }
        };
        lab.host().processes().listen(listener);
        try {
            long begun = System.nanoTime();
            process.start(it -> it.exec("/bin/bash", List.of("bash", "-c", SCRIPT)));
            if (!ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("our bash did not end within " + LONGEST_SECONDS + " s");
            }
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            lab.host().processes().ignore(listener);
        }
    }

    private static String machines() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/bin/bash"))) {
            return "there is none";
        }
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            long begun = System.nanoTime();
            java.lang.Process bash = new ProcessBuilder(
                            "/bin/bash",
                            "-c",
                            SCRIPT.replace("/tmp", folder.path().toString()))
                    .inheritIO()
                    .start();
            if (!bash.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                bash.destroyForcibly();
                return "more than " + LONGEST_SECONDS + " s";
            }
            return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - begun) / 1e9);
        }
    }
}
