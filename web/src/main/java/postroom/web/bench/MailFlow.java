package postroom.web.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import postroom.labs.debian.Base;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** Mail from outside to a mailbox: ten sessions at an exposed port, messages of 1 kB, until all are delivered. */
public final class MailFlow implements Trial {
    private static final int SESSIONS = 10;
    private static final int WARM_UP = 20;
    private static final int MESSAGES_PER_SESSION = 200;
    private static final int LONGEST_SECONDS = 20;
    private static final String MAILBOX = "/var/mail/carla";

    private final Supplier<Labs> makeLabs;
    private final Optional<InetSocketAddress> real;
    private final String realRecipient;

    /**
     * Measures labs of {@code makeLabs}.
     *
     * @param real a Postfix of this machine that may be sent mail, for comparison
     * @param realRecipient to whom
     */
    public MailFlow(Supplier<Labs> makeLabs, Optional<InetSocketAddress> real, String realRecipient) {
        this.makeLabs = makeLabs;
        this.real = real;
        this.realRecipient = realRecipient;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public List<Row> run() throws Exception {
        List<Row> rows = new ArrayList<>(ours());
        rows.add(new Row("real Postfix, accepted", theirs(), "-"));
        return rows;
    }

    private List<Row> ours() throws Exception {
        int port;
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        try (Labs labs = makeLabs.get();
                Lab lab = Lab.fresh(labs, new Plan(Base.POSTFIX, World.LAN, 1, Map.of(25, port)))) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
            send(address, "carla@myserver.mydomain.net", WARM_UP);
            awaitDelivery(lab);
            int before = delivered(lab);
            long begun = System.nanoTime();
            int accepted = send(address, "carla@myserver.mydomain.net", MESSAGES_PER_SESSION);
            double acceptedSeconds = (System.nanoTime() - begun) / 1e9;
            boolean all = awaitDelivery(lab);
            double seconds = (System.nanoTime() - begun) / 1e9;
            int arrived = delivered(lab) - before;
            String of = SESSIONS + " sessions, 1 kB" + (all ? "" : ", stopped before the queue was empty");
            return List.of(
                    new Row("SMTP accepted, " + of, rate(accepted, acceptedSeconds), "-"),
                    new Row("SMTP accepted and delivered, " + of, rate(arrived, seconds), "4 x real Postfix"));
        }
    }

    private String theirs() throws Exception {
        if (real.isPresent()) {
            long begun = System.nanoTime();
            int accepted = send(real.get(), realRecipient, MESSAGES_PER_SESSION);
            return rate(accepted, (System.nanoTime() - begun) / 1e9);
        }
        return Files.exists(Path.of("/usr/sbin/postfix"))
                ? "not asked for (--postfix HOST:PORT --to ADDRESS sends mail there)"
                : "not installed";
    }

    private static String rate(int messages, double seconds) {
        return String.format(Locale.ROOT, "%.0f messages/s (%d in %.1f s)", messages / seconds, messages, seconds);
    }

    /** Sends from all sessions at once; how many messages were accepted. */
    private static int send(InetSocketAddress address, String recipient, int each)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Callable<Integer>> sessions = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(() -> {
                    try (SmtpSender sender = new SmtpSender(address)) {
                        return sender.send(recipient, each, LONGEST_SECONDS);
                    }
                });
            }
            int accepted = 0;
            for (Future<Integer> session : threads.invokeAll(sessions)) {
                accepted += session.get();
            }
            return accepted;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits until nothing is in the queue; false if that takes too long. */
    private static boolean awaitDelivery(Lab lab) throws InterruptedException {
        Object changed = new Object();
        DiskListener listener = path -> {
            synchronized (changed) {
                changed.notifyAll();
            }
        };
        lab.host().disk().listen(listener);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            synchronized (changed) {
                while (!isQueueEmpty(lab)) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return false;
                    }
                    changed.wait(left);
                }
            }
            return true;
        } finally {
            lab.host().disk().ignore(listener);
        }
    }

    private static boolean isQueueEmpty(Lab lab) {
        FileAccess files = FileAccess.root(lab.host().disk());
        return List.of("incoming", "active").stream().allMatch(queue -> {
            try {
                return files.list("/var/spool/postfix/" + queue).isEmpty();
            } catch (ErrnoException e) {
                throw new IllegalStateException("the lab has no queue " + queue, e);
            }
        });
    }

    private static int delivered(Lab lab) throws IOException {
        String mailbox = new String(FileAccess.root(lab.host().disk()).readAll(MAILBOX), StandardCharsets.ISO_8859_1);
        return (int) mailbox.lines().filter(line -> line.startsWith("From ")).count();
    }
}
