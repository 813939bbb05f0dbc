package postroom.labs.debian.postfix.master;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.smtpd.Smtpd;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Timers;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;

/**
 * The programs of master.cf that run: started when they are needed, ended when they have been idle for max_idle. One that
 * ends with a fatal error is not started again for service_throttle_time.
 */
final class Programs {
    private final Host host;
    private final Process master;
    private final Msg masterMsg;
    private final Parameters parameters;
    private final MasterCf entries;
    private final Map<MasterCf.Entry, Running> running = new HashMap<>();
    private final Map<MasterCf.Entry, Instant> throttled = new HashMap<>();
    private final Map<MasterCf.Entry, String> reasons = new HashMap<>();

    private static final class Running {
        private final Service service;
        private final Process process;
        private Timers.Timer idle;

        Running(Service service, Process process) {
            this.service = service;
            this.process = process;
        }
    }

    Programs(Host host, Process master, Msg masterMsg, Parameters parameters, MasterCf entries) {
        this.host = host;
        this.master = master;
        this.masterMsg = masterMsg;
        this.parameters = parameters;
        this.entries = entries;
    }

    /** The program of a service, running; empty if there is no such service or it does not start. */
    Optional<Service> find(String name, String type) {
        return entries.find(name, type).flatMap(this::run);
    }

    /** The program of an entry, running; empty if it does not start. */
    Optional<Service> run(MasterCf.Entry entry) {
        Running known = running.get(entry);
        if (known == null) {
            Instant until = throttled.get(entry);
            if (until != null && host.clock().instant().isBefore(until)) {
                return Optional.empty();
            }
            known = start(entry);
            if (known == null) {
                return Optional.empty();
            }
            running.put(entry, known);
        }
        rest(entry, known);
        return Optional.of(known.service);
    }

    private Running start(MasterCf.Entry entry) {
        Process process;
        try {
            process = host.processes().createDaemon(master.pid(), CommandLine.of(entry, listeners(entry)));
        } catch (ErrnoException e) {
            masterMsg.warning("fork: " + e.getMessage());
            return null;
        }
        Parameters own = parameters.with(options(entry), Msg.SILENT);
        Msg msg = new SyslogMsg(host, own.get("syslog_name") + "/" + entry.program(), process.pid());
        Parameters mine = parameters.with(options(entry), msg);
        Service service = new Service(host, entry.name(), process.pid(), mine, msg);
        try {
            mine.check();
            if (entry.program().equals("smtpd")) {
                Smtpd.check(service);
            }
        } catch (Fatal fatal) {
            died(entry, service, process, fatal);
            return null;
        }
        if (entry.isUnprivileged() && !entry.program().equals("local")) {
            host.accounts()
                    .user(parameters.get("mail_owner"))
                    .ifPresent(user -> process.become(host.accounts().credentials(user)));
        }
        return new Running(service, process);
    }

    private static Map<String, String> options(MasterCf.Entry entry) {
        Map<String, String> all = new HashMap<>();
        all.put("service_name", entry.name());
        all.put("process_name", entry.program());
        if (entry.program().equals("smtpd")) {
            all.put("stress", "");
        }
        all.putAll(entry.options());
        return all;
    }

    private int listeners(MasterCf.Entry entry) {
        boolean everywhere = entry.type().equals("inet") && entry.name().indexOf(':') < 0;
        return everywhere && parameters.get("inet_protocols").matches("|all") ? 2 : 1;
    }

    /** A program has ended with an error: it is logged, and the service rests. */
    void died(Service service, Fatal why) {
        for (Map.Entry<MasterCf.Entry, Running> each : Map.copyOf(running).entrySet()) {
            if (each.getValue().service == service) {
                running.remove(each.getKey());
                stop(each.getValue());
                died(each.getKey(), service, each.getValue().process, why);
            }
        }
    }

    private void died(MasterCf.Entry entry, Service service, Process process, Fatal why) {
        service.msg().report(Msg.Severity.FATAL, why.getMessage());
        process.finish(new WaitStatus.Exited(1));
        String path = parameters.get("daemon_directory") + "/" + entry.program();
        masterMsg.warning("process " + path + " pid " + process.pid() + " exit status 1");
        masterMsg.warning(path + ": bad command startup -- throttling");
        reasons.put(entry, why.getMessage());
        throttled.put(entry, host.clock().instant().plusSeconds(parameters.seconds("service_throttle_time", 1)));
    }

    /** qmgr and pickup stay; everything else goes when nothing has been asked of it for a while. */
    private void rest(MasterCf.Entry entry, Running program) {
        if (List.of("qmgr", "nqmgr", "pickup").contains(entry.program())) {
            return;
        }
        if (program.idle != null) {
            program.idle.cancel();
        }
        Duration most = Duration.ofSeconds(program.service.parameters().seconds("max_idle", 1));
        program.idle = host.timers().after(most, () -> {
            if (running.remove(entry, program)) {
                stop(program);
            }
        });
    }

    private static void stop(Running program) {
        if (program.idle != null) {
            program.idle.cancel();
        }
        if (program.process.status() == null) {
            program.process.finish(new WaitStatus.Exited(0));
        }
    }

    /** The programs that rest because they could not go on, and why. */
    Map<String, String> broken() {
        Instant now = host.clock().instant();
        Map<String, String> all = new HashMap<>();
        throttled.forEach((entry, until) -> {
            if (now.isBefore(until)) {
                all.put(entry.program(), reasons.get(entry));
            }
        });
        return all;
    }

    /** Ends them all. */
    void stop() {
        running.values().forEach(Programs::stop);
        running.clear();
        throttled.clear();
    }
}
