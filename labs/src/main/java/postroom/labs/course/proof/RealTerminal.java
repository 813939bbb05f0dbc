package postroom.labs.course.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.terminal.Pty;

/** A pseudo terminal of a lab with the student's log-in shell at it. */
final class RealTerminal implements ProofTerminal {
    private static final int MOST_BYTES = 1 << 20;

    private final Lab lab;
    private final String device;
    private final Pty pty;
    private final Process shell;
    private final AutoCloseable watch;
    private final Object news = new Object();
    private long taken;

    RealTerminal(Lab lab, int number) throws ErrnoException {
        this.lab = lab;
        this.device = "/dev/pts/" + number;
        this.pty = new Pty(device, lab.host().processes(), COLUMNS, ROWS);
        this.watch = pty.watch(this::more);
        lab.host().devices().addTerminal(device, pty::open);
        this.shell = lab.newProcess("student");
        shell.environment().put("TERM", "xterm-256color");
        shell.terminal(pty);
        for (int fd = 0; fd < 3; fd++) {
            shell.fd(fd, pty.open());
        }
        pty.foreground(shell.group());
        shell.start(process -> process.exec("/bin/bash", List.of("-bash")));
    }

    private void more() {
        synchronized (news) {
            news.notifyAll();
        }
    }

    @Override
    public void type(String keys) {
        pty.input(keys.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String take(Predicate<String> enough, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (news) {
            while (true) {
                byte[] bytes = pty.read(taken, MOST_BYTES);
                String printed = new String(bytes, StandardCharsets.UTF_8);
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || enough.test(printed)) {
                    taken += bytes.length;
                    return printed;
                }
                news.wait(left);
            }
        }
    }

    @Override
    public void close() {
        lab.host().devices().removeTerminal(device);
        pty.hangUp();
        shell.signal(Signal.KILL);
        try {
            watch.close();
        } catch (Exception e) {
            throw new IllegalStateException("a terminal's watch cannot fail to end", e);
        }
    }
}
