package postroom.labs.debian.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.io.Pipe;

/** The pager that systemd's programs write to at a terminal: {@code less} with its own ideas of options. */
final class Pager {
    private static final String PROGRAM = "/usr/bin/less";
    private static final String OPTIONS = "FRSXMK";

    private final Process process;
    private final Process pager;

    private Pager(Process process, Process pager) {
        this.process = process;
        this.pager = pager;
    }

    /**
     * Starts it, and lets standard output go there; null if there is none or the student wants none.
     *
     * @param atEnd whether it shows the end of a text that is longer than the screen
     */
    static Pager start(Process process, boolean atEnd) throws IOException {
        String wanted = process.environment()
                .getOrDefault("SYSTEMD_PAGER", process.environment().getOrDefault("PAGER", PROGRAM));
        if (wanted.isEmpty() || wanted.equals("cat") || !process.files().exists(PROGRAM)) {
            return null;
        }
        process.out().flush();
        Pipe pipe = new Pipe();
        Process child = process.fork();
        child.fd(0, pipe.reader());
        child.environment()
                .put(
                        "LESS",
                        process.environment().getOrDefault("SYSTEMD_LESS", atEnd ? OPTIONS.replace("F", "") : OPTIONS));
        List<String> argv = new ArrayList<>(List.of("less"));
        if (atEnd) {
            argv.add("+G");
        }
        child.start(it -> it.exec(PROGRAM, argv));
        process.fd(1, pipe.writer());
        process.disposition(postroom.labs.host.Signal.PIPE, Process.Disposition.IGNORE, null);
        return new Pager(process, child);
    }

    /** Closes what it reads, and waits until the student has seen enough. */
    void end() throws IOException {
        process.closeFd(1);
        process.waitFor(pager, false);
        process.fd(1, process.open("/dev/null", java.util.EnumSet.of(postroom.labs.fs.Open.WRITE), 0));
    }
}
