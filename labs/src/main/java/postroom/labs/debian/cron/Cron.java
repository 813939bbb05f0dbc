package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Timers;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;

/**
 * A cron that runs, by the lab's clock. The real one looks every minute; this one sets a timer for the next minute in which
 * something is due, and for the next one at all when a crontab has changed. It holds no thread.
 */
final class Cron implements Daemon {
    static final String UNIT = "cron";
    static final String PID_FILE = "/run/crond.pid";
    private static final String REBOOT_FILE = "/run/crond.reboot";
    private static final String ARGUMENTS = "argv";
    /** So far ahead a crontab is searched; 29 February comes within eight years. */
    private static final int DAYS_AHEAD = 8 * 366;
    /** What was missed is made up for within so many minutes. */
    private static final int LATE_MINUTES = 5;

    private final Host host;
    private final Process process;
    private final CronLog log;
    private final Tables tables;
    private final List<Process> jobs = new ArrayList<>();
    private final DiskListener listener;
    private volatile boolean changed;
    private boolean ended;
    private LocalDateTime last;
    private Timers.Timer timer;

    private Cron(Host host, Process process) {
        this.host = host;
        this.process = process;
        this.log = new CronLog(host, "cron");
        this.tables = new Tables(host, process.pid());
        this.last = now();
        this.listener = path -> {
            if (Tables.concerns(path) && !changed) {
                changed = true;
                host.serial().execute(this::schedule);
            }
        };
    }

    /** Starts one as an entry in the process table; its {@code @reboot} jobs run if the host has just come up. */
    static void start(Host host, Process process, boolean forked) throws ErrnoException {
        Cron cron = begin(host, process);
        if (forked) {
            cron.log.event(process.pid(), "CRON", "STARTUP", "fork ok");
        }
        cron.tables.load();
        cron.runRebootJobs();
        cron.schedule();
        host.daemons().put(cron);
    }

    /** Goes on where one was. */
    static Cron resume(Host host, Map<String, byte[]> loaded) throws ErrnoException {
        List<String> argv = List.of(new String(loaded.get(ARGUMENTS), UTF_8).split("\0"));
        Cron cron = begin(host, host.processes().createDaemon(1, argv));
        cron.tables.load();
        cron.schedule();
        return cron;
    }

    private static Cron begin(Host host, Process process) throws ErrnoException {
        process.newSession();
        writePid(host, process.pid());
        Cron cron = new Cron(host, process);
        process.onSignal(signal -> host.serial().execute(() -> cron.signal(signal)));
        host.disk().listen(cron.listener);
        return cron;
    }

    private static void writePid(Host host, int pid) throws ErrnoException {
        FileAccess.root(host.disk()).writeAll(PID_FILE, (pid + "\n").getBytes(UTF_8));
    }

    int pid() {
        return process.pid();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(host.clock().instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    }

    private void runRebootJobs() throws ErrnoException {
        FileAccess files = FileAccess.root(host.disk());
        if (files.exists(REBOOT_FILE)) {
            log.event(pid(), "CRON", "INFO", "Skipping @reboot jobs -- not system startup");
            return;
        }
        files.writeAll(REBOOT_FILE, new byte[0]);
        files.chmod(REBOOT_FILE, 0);
        log.event(pid(), "CRON", "INFO", "Running @reboot jobs");
        tables.entries().stream().filter(it -> it.schedule().reboot()).forEach(this::run);
    }

    /** Sets the timer anew: a second after the minute, as the real one wakes. */
    private void schedule() {
        if (ended) {
            return;
        }
        Timers.Timer old = timer;
        Optional<LocalDateTime> due = changed ? Optional.of(now().plusMinutes(1)) : nextDue();
        timer = due.map(it -> {
                    Instant at = it.toInstant(ZoneOffset.UTC).plus(Duration.ofSeconds(1));
                    return host.timers().at(at, this::minute);
                })
                .orElse(null);
        if (old != null) {
            old.cancel();
        }
    }

    private Optional<LocalDateTime> nextDue() {
        List<Schedule> schedules =
                tables.entries().stream().map(Entry::schedule).toList();
        LocalDateTime from = last.plusMinutes(1);
        for (int day = 0; day < DAYS_AHEAD && !schedules.isEmpty(); day++) {
            LocalDateTime start =
                    day == 0 ? from : from.toLocalDate().plusDays(day).atStartOfDay();
            LocalDateTime date = start;
            List<Schedule> today =
                    schedules.stream().filter(it -> it.isDueOnDay(date)).toList();
            LocalDateTime end = start.toLocalDate().plusDays(1).atStartOfDay();
            for (LocalDateTime at = start; !today.isEmpty() && at.isBefore(end); at = at.plusMinutes(1)) {
                LocalDateTime minute = at;
                if (today.stream().anyMatch(it -> it.isDue(minute))) {
                    return Optional.of(minute);
                }
            }
        }
        return Optional.empty();
    }

    private void minute() {
        if (ended) {
            return;
        }
        LocalDateTime now = now();
        if (changed) {
            changed = false;
            tables.load();
        }
        LocalDateTime from = last.plusMinutes(1).isBefore(now.minusMinutes(LATE_MINUTES)) ? now : last.plusMinutes(1);
        for (LocalDateTime at = from; !at.isAfter(now); at = at.plusMinutes(1)) {
            for (Entry each : tables.entries()) {
                if (each.schedule().isDue(at)) {
                    run(each);
                }
            }
        }
        last = now;
        schedule();
    }

    private void run(Entry entry) {
        try {
            Process child = process.fork();
            child.start(new Job(entry));
            jobs.add(child);
        } catch (ErrnoException full) {
            log.event(pid(), "CRON", "error", "can't fork");
        }
    }

    private void signal(Signal signal) {
        switch (signal) {
            case CHLD -> jobs.removeIf(it -> process.pollChild(it).isPresent());
            case TERM, INT, QUIT, KILL -> end(new WaitStatus.Signalled(signal));
            default -> {
                return;
            }
        }
    }

    private void end(WaitStatus how) {
        if (!ended) {
            halt();
            host.daemons().remove(this);
            process.finish(how);
        }
    }

    @Override
    public String name() {
        return UNIT;
    }

    @Override
    public Map<String, byte[]> loaded() {
        return Map.of(ARGUMENTS, String.join("\0", process.argv()).getBytes(UTF_8));
    }

    @Override
    public void halt() {
        ended = true;
        host.disk().ignore(listener);
        if (timer != null) {
            timer.cancel();
        }
    }
}
