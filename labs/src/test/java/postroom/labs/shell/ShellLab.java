package postroom.labs.shell;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.host.Process;
import postroom.labs.host.Processes;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.labs.shell.syntax.ByteText;

/** Labs of base {@code bare} for tests of the shell. */
final class ShellLab implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private final Labs labs = TestLabs.quiet(InstantSource.system());

    /** What a command printed on both outputs, and its status. */
    record Result(String output, int status) {}

    Lab fresh() {
        return Lab.fresh(labs, new Plan(Base.BARE, World.ALONE, 7, Map.of()));
    }

    /** Runs {@code bash -c} in a fresh lab. */
    Result run(String script) throws ErrnoException, InterruptedException {
        try (Lab lab = fresh()) {
            return run(lab, List.of("bash", "-c", script), "");
        }
    }

    Result run(Lab lab, List<String> argv, String input) throws ErrnoException, InterruptedException {
        return run(lab, "student", argv, input, "/home/student");
    }

    Result run(Lab lab, String user, List<String> argv, String input, String folder)
            throws ErrnoException, InterruptedException {
        Process process = lab.newProcess(user);
        process.chdir(folder);
        process.environment().put("TERM", "dumb");
        Pipe in = new Pipe();
        Descriptor reader = in.reader();
        Descriptor feed = in.writer();
        byte[] bytes = ByteText.encode(input);
        feed.tryWrite(bytes, 0, bytes.length);
        feed.close();
        process.fd(0, reader);
        Pipe out = new Pipe();
        Descriptor writer = out.writer();
        process.fd(1, writer);
        process.fd(2, writer.retain());
        Collector collector = new Collector(out.reader());
        CountDownLatch ended = new CountDownLatch(1);
        Processes.Listener listener = it -> {
            if (it == process) {
                ended.countDown();
            }
        };
        lab.host().processes().listen(listener);
        process.start(it -> it.exec("/bin/bash", argv));
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.signal(Signal.KILL);
            throw new AssertionError("no end: " + argv + "\n" + collector.text());
        }
        collector.finish();
        return new Result(collector.text(), process.status().shellStatus());
    }

    @Override
    public void close() {
        labs.close();
    }

    /** Takes everything out of a pipe as it comes. */
    private static final class Collector {
        private final Descriptor reader;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch ended = new CountDownLatch(1);

        Collector(Descriptor reader) {
            this.reader = reader;
            reader.waiters().add(this::take);
        }

        private synchronized void take() {
            byte[] buffer = new byte[8192];
            try {
                int count = reader.tryRead(buffer, 0, buffer.length);
                while (count > 0) {
                    bytes.write(buffer, 0, count);
                    count = reader.tryRead(buffer, 0, buffer.length);
                }
                if (count == Descriptor.END) {
                    ended.countDown();
                }
            } catch (ErrnoException e) {
                throw new AssertionError(e);
            }
        }

        void finish() throws InterruptedException {
            take();
            ended.await(2, TimeUnit.SECONDS);
        }

        synchronized String text() {
            return ByteText.decode(bytes.toByteArray());
        }
    }
}
