package postroom.labs.debian.openssl.app;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;

/** OpenSSL's queue of errors ({@code ERR_put_error(3)}): what went wrong in the library, innermost first; at most 15. */
public final class ErrorStack {
    private static final int MOST = 15;
    private static final Map<Errno, Integer> NUMBERS = Map.ofEntries(
            Map.entry(Errno.EPERM, 1),
            Map.entry(Errno.ENOENT, 2),
            Map.entry(Errno.EIO, 5),
            Map.entry(Errno.ENXIO, 6),
            Map.entry(Errno.EBADF, 9),
            Map.entry(Errno.EAGAIN, 11),
            Map.entry(Errno.EACCES, 13),
            Map.entry(Errno.EEXIST, 17),
            Map.entry(Errno.ENOTDIR, 20),
            Map.entry(Errno.EISDIR, 21),
            Map.entry(Errno.EINVAL, 22),
            Map.entry(Errno.EMFILE, 24),
            Map.entry(Errno.ETXTBSY, 26),
            Map.entry(Errno.EFBIG, 27),
            Map.entry(Errno.ENOSPC, 28),
            Map.entry(Errno.EROFS, 30),
            Map.entry(Errno.EPIPE, 32),
            Map.entry(Errno.ENAMETOOLONG, 36),
            Map.entry(Errno.ELOOP, 40),
            Map.entry(Errno.EADDRNOTAVAIL, 99),
            Map.entry(Errno.ENETUNREACH, 101),
            Map.entry(Errno.ECONNRESET, 104),
            Map.entry(Errno.ETIMEDOUT, 110),
            Map.entry(Errno.ECONNREFUSED, 111),
            Map.entry(Errno.EHOSTUNREACH, 113));

    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();

    ErrorStack(Process process) {
        this.process = process;
    }

    /** The number of an errno on Linux. */
    public static int number(Errno errno) {
        return NUMBERS.getOrDefault(errno, 5);
    }

    /**
     * One more error.
     *
     * @param code library and reason, as {@code openssl errstr} takes it
     * @param function where it happened
     * @param place source file and line
     * @param data what it is about; may be empty
     */
    public void push(int code, String function, String place, String data) {
        Reasons table = Reasons.table();
        add(
                code,
                table.library(code).orElse("lib(" + (code >>> 23) + ")"),
                function,
                table.reason(code).orElse("reason(" + (code & 0x7FFFFF) + ")"),
                place,
                data);
    }

    /** A failed system call. */
    public void system(Errno errno, String function, String place, String data) {
        add(0x80000000 | number(errno), "system library", function, errno.text(), place, data);
    }

    private void add(int code, String library, String function, String reason, String place, String data) {
        String thread = String.format(Locale.ROOT, "40%08X7F0000", process.pid() * 0x9E3779B1 | 7);
        lines.add(thread + String.format(Locale.ROOT, ":error:%08X:", code) + library + ":" + function + ":" + reason
                + ":../" + place + ":" + data);
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Forgets them. */
    public void clear() {
        lines.clear();
    }

    /** Prints them on standard error and forgets them. */
    public void print() throws IOException {
        for (String line : lines) {
            process.err().println(line);
        }
        lines.clear();
    }
}
