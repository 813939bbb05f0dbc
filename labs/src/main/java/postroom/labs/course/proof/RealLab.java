package postroom.labs.course.proof;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import postroom.labs.course.check.LabFacts;
import postroom.labs.course.run.HostLab;
import postroom.labs.course.run.Script;
import postroom.labs.course.run.Stir;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.lab.LabState;
import postroom.labs.lab.Labs;

/** A student's lab under proof. */
final class RealLab implements ProofLab {
    private static final String SPOOL = "/var/spool/postfix/";
    private static final List<String> ON_ITS_WAY = List.of("maildrop", "incoming", "active");

    private final Lab lab;
    private final HostLab eyes;
    private final FileAccess spool;
    private final LabState start;
    private final List<Consumer<Stir>> listeners = new CopyOnWriteArrayList<>();

    private int terminals;

    RealLab(Labs labs, Lab lab) {
        this.lab = lab;
        this.eyes = HostLab.of(labs, lab);
        this.spool = FileAccess.root(lab.host().disk());
        this.start = lab.state();
    }

    @Override
    public Finished run(String user, String script, Duration limit) {
        Script done = Script.run(lab, user, script, limit);
        lab.host().serial().execute(() -> listeners.forEach(listener -> listener.accept(new Stir.CommandEnded())));
        return new Finished(done.status(), done.output());
    }

    @Override
    public ProofTerminal login() throws ProofFailure {
        try {
            return new RealTerminal(lab, terminals++);
        } catch (ErrnoException e) {
            throw new ProofFailure("nobody can log in: " + e.getMessage());
        }
    }

    @Override
    public void awaitQuiet(Duration limit) throws InterruptedException, ProofFailure {
        Object changed = new Object();
        DiskListener listener = path -> {
            synchronized (changed) {
                changed.notifyAll();
            }
        };
        lab.host().disk().listen(listener);
        try {
            long end = System.nanoTime() + limit.toNanos();
            synchronized (changed) {
                while (!onItsWay().isEmpty()) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        throw new ProofFailure(
                                "mail is still on its way after " + limit.toSeconds() + " s: " + onItsWay());
                    }
                    changed.wait(left);
                }
            }
        } finally {
            lab.host().disk().ignore(listener);
        }
        awaitDaemons();
    }

    /** The queue files of mail that moves. */
    private List<String> onItsWay() {
        return ON_ITS_WAY.stream()
                .flatMap(queue -> files(queue).map(name -> queue + "/" + name))
                .filter(this::isComplete)
                .toList();
    }

    private Stream<String> files(String queue) {
        try {
            return spool.list(SPOOL + queue).stream().map(DirectoryEntry::name);
        } catch (ErrnoException noPostfix) {
            return Stream.empty();
        }
    }

    /** A queue file without its x-bit is that of an SMTP session which has not come to the message's end yet. */
    private boolean isComplete(String file) {
        try {
            return file.startsWith("maildrop/") || (spool.stat(SPOOL + file).mode() & 0100) != 0;
        } catch (ErrnoException gone) {
            return false;
        }
    }

    /** The queue is empty a moment before its last word is in the log: waits for what the daemons have begun. */
    private void awaitDaemons() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        lab.host().serial().execute(done::countDown);
        done.await();
    }

    @Override
    public void reset() {
        lab.restore(start);
    }

    @Override
    public String fingerprint() {
        return new Fingerprint(lab.host()).text();
    }

    @Override
    public Executor looks() {
        return eyes.looks();
    }

    @Override
    public LabFacts facts() {
        return eyes.facts();
    }

    @Override
    public AutoCloseable listen(Consumer<Stir> listener) {
        AutoCloseable subscription = eyes.listen(listener);
        listeners.add(listener);
        return () -> {
            listeners.remove(listener);
            subscription.close();
        };
    }

    @Override
    public void close() {
        lab.close();
    }
}
