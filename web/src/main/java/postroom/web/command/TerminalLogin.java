package postroom.web.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import postroom.labs.lab.Lab;
import postroom.labs.terminal.Pty;

/** A log-in at the terminal that the program was started in: its keys go to the lab, the lab's output comes here. */
final class TerminalLogin {
    private static final int PIECE = 32_768;

    private final Lab lab;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean ended;

    TerminalLogin(Lab lab) {
        this.lab = lab;
    }

    /** Runs until the shell ends. */
    int run() throws IOException, InterruptedException {
        String before = RealTerminal.stty("-g");
        Thread restore = new Thread(() -> restore(before));
        Runtime.getRuntime().addShutdownHook(restore);
        RealTerminal.stty("raw", "-echo");
        try {
            int[] size = size();
            Pty pty = new Pty("/dev/pts/0", lab.host().processes(), size[0], size[1]);
            lab.host().devices().addTerminal("/dev/pts/0", pty::open);
            pty.watch(news::release);
            sun.misc.Signal.handle(new sun.misc.Signal("WINCH"), it -> resize(pty));
            Logins.SHELL.start(lab, pty, () -> {
                ended = true;
                news.release();
            });
            Thread keys = new Thread(() -> type(pty), "keys");
            keys.setDaemon(true);
            keys.start();
            show(pty);
            return 0;
        } finally {
            restore(before);
        }
    }

    private void show(Pty pty) throws IOException, InterruptedException {
        try (OutputStream screen = new FileOutputStream(FileDescriptor.out)) {
            long shown = 0;
            while (true) {
                byte[] more = pty.read(shown, PIECE);
                if (more.length > 0) {
                    screen.write(more);
                    shown += more.length;
                } else if (ended) {
                    return;
                } else {
                    news.acquire();
                    news.drainPermits();
                }
            }
        }
    }

    private void type(Pty pty) {
        byte[] buffer = new byte[4096];
        try {
            for (int n = System.in.read(buffer); n >= 0; n = System.in.read(buffer)) {
                pty.input(Arrays.copyOf(buffer, n));
            }
        } catch (IOException gone) {
            System.err.println("postroom: the terminal is gone: " + gone.getMessage());
        }
        pty.hangUp();
        ended = true;
        news.release();
    }

    private static void resize(Pty pty) {
        try {
            int[] size = size();
            pty.resize(size[0], size[1]);
        } catch (IOException e) {
            System.err.println("postroom: no window size: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Columns and rows of the window. */
    private static int[] size() throws IOException, InterruptedException {
        String[] words = RealTerminal.stty("size").split(" ");
        boolean known = words.length == 2 && words[0].matches("[1-9][0-9]*") && words[1].matches("[1-9][0-9]*");
        return known ? new int[] {Integer.parseInt(words[1]), Integer.parseInt(words[0])} : new int[] {80, 24};
    }

    private static void restore(String mode) {
        try {
            RealTerminal.stty(mode);
        } catch (IOException e) {
            System.err.println("postroom: the terminal's mode could not be restored: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
