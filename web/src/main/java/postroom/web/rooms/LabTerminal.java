package postroom.web.rooms;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import postroom.labs.lab.Lab;
import postroom.labs.terminal.KeyReader;
import postroom.labs.terminal.Pty;
import postroom.web.study.TerminalFeed;

/**
 * The terminal of a lab, with a log-in shell at it. When the shell ends, the next key logs in again, as a console does: so a
 * shell that cannot start does not start for ever.
 */
final class LabTerminal implements TerminalFeed, AutoCloseable {
    private static final String DEVICE = "/dev/pts/0";
    private static final byte[] RESET_SCREEN = {0x1b, 'c'};
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final String run = UUID.randomUUID().toString();
    private final Lab lab;
    private final LoginShell login;
    private final Pty pty;
    private final Runnable typed;
    private final AtomicInteger shells = new AtomicInteger();

    /** @param typed called for every key; must be quick */
    LabTerminal(Lab lab, LoginShell login, Runnable typed) {
        this.lab = lab;
        this.login = login;
        this.typed = typed;
        this.pty = new Pty(DEVICE, lab.host().processes(), COLUMNS, ROWS);
        lab.host().devices().addTerminal(DEVICE, pty::open);
        logIn();
    }

    private void logIn() {
        int shell = shells.incrementAndGet();
        login.start(lab, pty, () -> ended(shell));
    }

    /** An end that comes late, of a shell that another has followed, means nothing. */
    private void ended(int shell) {
        if (shells.get() == shell) {
            pty.foreground(0);
            pty.attach(new NextKey());
        }
    }

    /** The host is about to be put back to another state, which ends its shell. */
    void release() {
        shells.incrementAndGet();
    }

    /** The host is another: an empty screen, and a new shell. */
    void startAnew() {
        pty.foreground(0);
        pty.print(RESET_SCREEN);
        logIn();
    }

    /** Waits for a key at a terminal that has no shell. */
    private final class NextKey implements KeyReader {
        @Override
        public int keys(byte[] bytes, int offset, int length) {
            pty.detach(this);
            pty.print(new byte[] {'\r', '\n'});
            logIn();
            return length;
        }

        @Override
        public void interrupt() {
            keys(new byte[0], 0, 0);
        }

        @Override
        public void resized(int columns, int rows) {
            // the next shell asks for the size when it starts
        }

        @Override
        public void hangUp() {
            // nothing runs here that would have to end
        }
    }

    @Override
    public String run() {
        return run;
    }

    @Override
    public long begin() {
        return pty.begin();
    }

    @Override
    public long end() {
        return pty.end();
    }

    @Override
    public byte[] read(long from, int most) {
        return pty.read(from, most);
    }

    @Override
    public AutoCloseable watch(Runnable more) {
        return pty.watch(more);
    }

    @Override
    public void type(byte[] utf8) {
        typed.run();
        pty.input(utf8);
    }

    @Override
    public void resize(int columns, int rows) {
        pty.resize(columns, rows);
    }

    @Override
    public void close() {
        release();
        lab.host().devices().removeTerminal(DEVICE);
        pty.hangUp();
    }
}
