package postroom.labs.debian.dnsmasqbase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog;
import postroom.labs.io.ErrnoException;

/** Where dnsmasq logs to: syslog, a file, or, while it debugs, standard error. */
final class Journal {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT);

    private final Host host;
    private final int pid;
    private final Config config;
    private final Process terminal;

    /** @param terminal the process whose standard error is written to; null for none */
    Journal(Host host, int pid, Config config, Process terminal) {
        this.host = host;
        this.pid = pid;
        this.config = config;
        this.terminal = terminal;
    }

    void info(String text) {
        log(Syslog.Priority.INFO, text);
    }

    void log(Syslog.Priority priority, String text) {
        if (terminal != null) {
            try {
                terminal.err().println("dnsmasq: " + text);
            } catch (IOException closed) {
                host.syslog().log(config.facility, priority, "dnsmasq[" + pid + "]", text);
            }
        } else if (config.logFile != null && !config.logFile.equals("-")) {
            String stamp = STAMP.format(host.clock().instant().atZone(ZoneOffset.UTC));
            String day = stamp.charAt(5) == ' ' ? stamp.replaceFirst(" ", "  ") : stamp;
            String line = day + " dnsmasq[" + pid + "]: " + text + "\n";
            try {
                FileAccess.root(host.disk()).append(config.logFile, line.getBytes(StandardCharsets.UTF_8));
            } catch (ErrnoException full) {
                host.syslog().log(config.facility, priority, "dnsmasq[" + pid + "]", text);
            }
        } else {
            host.syslog().log(config.facility, priority, "dnsmasq[" + pid + "]", text);
        }
    }
}
