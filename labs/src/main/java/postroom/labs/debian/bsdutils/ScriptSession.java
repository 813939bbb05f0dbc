package postroom.labs.debian.bsdutils;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/** The pseudo terminal of {@code script}, the shell at it, and the bytes that go to and fro. */
final class ScriptSession {
    private static final int MOST = 4096;
    private static final int MAX_TERMINALS = 4096;
    private static final byte END_OF_FILE = 4;

    private final Call call;
    private final Process process;
    private final ScriptLogs logs;
    private final Pty outer;
    private long taken;

    ScriptSession(Call call, ScriptLogs logs, Optional<Terminal> terminal) {
        this.call = call;
        this.process = call.process();
        this.logs = logs;
        this.outer = terminal.orElse(null) instanceof Pty pty ? pty : null;
    }

    WaitStatus run() throws IOException {
        int columns = outer == null ? 0 : outer.columns();
        int rows = outer == null ? 0 : outer.rows();
        String device = free();
        Pty pty = new Pty(device, process.host().processes(), columns, rows);
        Termios before = outer == null ? null : outer.termios();
        process.host().devices().addTerminal(device, pty::open);
        AutoCloseable watch = pty.watch(process::wake);
        try {
            Process child = start(pty);
            if (outer != null) {
                outer.termios(Termios.RAW);
            }
            return converse(pty, child);
        } finally {
            if (outer != null) {
                outer.termios(before);
            }
            process.host().devices().removeTerminal(device);
            pty.hangUp();
            close(watch);
        }
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            throw new IllegalStateException("a terminal's watch cannot fail to end", e);
        }
    }

    private String free() {
        int number = 0;
        while (number < MAX_TERMINALS && process.files().exists("/dev/pts/" + number)) {
            number++;
        }
        return "/dev/pts/" + number;
    }

    private Process start(Pty pty) throws IOException {
        String shell = process.environment().getOrDefault("SHELL", "/bin/sh");
        String name = shell.substring(shell.lastIndexOf('/') + 1);
        List<String> argv = call.has("c") ? List.of(name, "-c", call.value("c", "")) : List.of(name, "-i");
        process.out().flush();
        Process child = process.fork();
        child.newSession();
        child.terminal(pty);
        for (int fd = 0; fd < 3; fd++) {
            child.fd(fd, pty.open());
        }
        pty.foreground(child.group());
        child.start(it -> it.exec(shell, argv));
        return child;
    }

    private WaitStatus converse(Pty pty, Process child) throws IOException {
        Descriptor keys = process.fd(0);
        boolean typing = true;
        boolean full = false;
        while (true) {
            boolean listening = typing;
            process.await(null, () -> pty.end() > taken || ended(child) || listening && keys.readable(), keys);
            boolean ended = ended(child);
            full |= !forward(pty);
            if (full) {
                call.print("Script terminated, max output files size " + call.value("o", "0") + " exceeded.\n");
                child.signal(Signal.HUP);
                return process.waitFor(child, false);
            }
            if (ended && pty.end() <= taken) {
                return process.waitFor(child, false);
            }
            if (outer != null && (outer.columns() != pty.columns() || outer.rows() != pty.rows())) {
                pty.resize(outer.columns(), outer.rows());
            }
            if (typing && keys.readable()) {
                typing = type(pty);
            }
        }
    }

    private static boolean ended(Process child) {
        WaitStatus status = child.status();
        return status != null && status.ended();
    }

    /** Brings output to the terminal and the files; false once those are full. */
    private boolean forward(Pty pty) throws IOException {
        boolean room = true;
        while (pty.end() > taken) {
            process.step();
            byte[] bytes = pty.read(taken, MOST);
            taken = Math.max(taken, pty.begin()) + bytes.length;
            process.out().write(bytes, 0, bytes.length);
            process.out().flush();
            room &= logs.printed(bytes);
        }
        return room;
    }

    /** Brings what was typed to the shell; false at the end of the input, which the shell is told as a terminal tells it. */
    private boolean type(Pty pty) throws IOException {
        byte[] buffer = new byte[MOST];
        int n = process.read(0, buffer, 0, buffer.length);
        byte[] bytes = n < 0 ? new byte[] {END_OF_FILE} : Arrays.copyOf(buffer, n);
        pty.input(bytes);
        if (n > 0) {
            logs.typed(bytes);
        }
        return n >= 0;
    }
}
