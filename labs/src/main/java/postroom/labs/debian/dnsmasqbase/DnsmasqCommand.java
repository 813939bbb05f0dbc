package postroom.labs.debian.dnsmasqbase;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.host.Syslog;
import postroom.labs.host.WaitStatus;

/** {@code dnsmasq(8)}: checks its configuration and starts a server. */
public final class DnsmasqCommand implements Program {
    /** The programs of package dnsmasq-base. */
    public static final Map<String, Program> PROGRAMS = Map.of("dnsmasq-base/dnsmasq", new DnsmasqCommand());

    private static final String VERSION_TEXT = """
            Dnsmasq version 2.90  Copyright (c) 2000-2024 Simon Kelley
            Compile time options: %s

            This software comes with ABSOLUTELY NO WARRANTY.
            Dnsmasq is free software, and you are welcome to redistribute it
            under the terms of the GNU General Public License, version 2 or 3.
            """;

    @Override
    public int run(Process process) throws IOException {
        Config config = new Config();
        Source source = new Source(process.files().as(process.who()));
        try {
            new ConfigReader(source, config).commandLine(process.argv());
            if (config.has("version")) {
                process.out().print(String.format(VERSION_TEXT, Dnsmasq.OPTIONS));
                return 0;
            }
            if (config.has("help")) {
                process.out().print(HelpText.of("dnsmasq-base/dnsmasq"));
                return 0;
            }
            if (config.has("test")) {
                process.err().println("dnsmasq: syntax check OK.");
                return 0;
            }
            boolean debug = config.has("no-daemon");
            return debug || config.has("keep-in-foreground")
                    ? foreground(process, config, source, debug)
                    : background(process, config, source);
        } catch (Fault fault) {
            process.err().println("");
            process.err().println("dnsmasq: " + fault.getMessage());
            String tag = "dnsmasq[" + process.pid() + "]";
            process.host().syslog().log(config.facility, Syslog.Priority.CRIT, tag, fault.getMessage());
            process.host().syslog().log(config.facility, Syslog.Priority.CRIT, tag, "FAILED to start up");
            return fault.status();
        }
    }

    private static int background(Process process, Config config, Source source) throws IOException, Fault {
        Process daemon = process.host().processes().createDaemon(1, process.argv());
        daemon.newSession();
        try {
            Dnsmasq dnsmasq = Dnsmasq.start(daemon, process.who(), config, source, process.argv(), null);
            daemon.onSignal(signal -> process.host().serial().execute(() -> dnsmasq.signal(signal)));
            return 0;
        } catch (Fault fault) {
            daemon.finish(new WaitStatus.Exited(fault.status()));
            throw fault;
        }
    }

    private static int foreground(Process process, Config config, Source source, boolean debug) throws Fault {
        Credentials starter = process.who();
        Dnsmasq dnsmasq = Dnsmasq.start(process, starter, config, source, process.argv(), debug ? process : null);
        boolean[] over = {false};
        try {
            for (Signal each : List.of(Signal.HUP, Signal.USR1, Signal.TERM, Signal.INT)) {
                process.disposition(each, Process.Disposition.HANDLE, signal -> over[0] |= dnsmasq.foreground(signal));
            }
            process.await(null, () -> over[0]);
            return 0;
        } finally {
            dnsmasq.leave();
        }
    }
}
