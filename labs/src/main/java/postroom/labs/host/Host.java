package postroom.labs.host;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executor;
import postroom.labs.fs.Disk;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Node;
import postroom.server.MailEngine;
import postroom.server.wire.WireLog;

/**
 * One machine of a lab: its disk, network node, accounts, processes, devices, daemons and log.
 *
 * <p>It is not much more than the sum of its parts; each part says in its own class what it does.
 */
public final class Host {
    private final Disk disk;
    private final Node node;
    private final Shared shared;
    private final Accounts accounts;
    private final Processes processes;
    private final Devices devices;
    private final Daemons daemons = new Daemons();
    private final LocalSockets localSockets = new LocalSockets();
    private final MailFlow mail;
    private final Syslog syslog;
    private final Journal journal;
    private volatile String name;

    /**
     * What all hosts of a lab share.
     *
     * @param engine carries what listens
     * @param wire gets what is said on the lab's network
     * @param serial runs the lab's daemons, one task after the other
     * @param random from the lab's seed
     * @param programs what executable files can name
     */
    public record Shared(
            LabClock clock,
            Timers timers,
            Executor serial,
            Workers workers,
            CpuShare cpu,
            Limits limits,
            Random random,
            ProgramTable programs,
            MailEngine engine,
            WireLog wire) {}

    /** A machine that has just been switched on: process 1 runs, and the log. Its name is that of {@code /etc/hostname}. */
    public Host(Disk disk, Node node, Shared shared) {
        this.disk = disk;
        this.node = node;
        this.shared = shared;
        this.accounts = new Accounts(FileAccess.root(disk));
        this.processes = new Processes(this);
        this.devices = new Devices(shared.random);
        this.name = nameOnDisk(disk);
        this.mail = new MailFlow(shared.clock, shared.serial);
        this.journal = new Journal(this);
        this.syslog = new Syslog(this);
        processes.createInit();
        syslog.reload();
    }

    private static String nameOnDisk(Disk disk) {
        try {
            return new String(FileAccess.root(disk).readAll("/etc/hostname"), StandardCharsets.UTF_8).strip();
        } catch (ErrnoException missing) {
            return "localhost";
        }
    }

    /** The kernel's host name ({@code gethostname(2)}). */
    public String name() {
        return name;
    }

    /** {@code sethostname(2)}. */
    public void name(String newName) {
        name = newName;
    }

    /** The disk. */
    public Disk disk() {
        return disk;
    }

    /** The network card, so to speak. */
    public Node node() {
        return node;
    }

    /** Users and groups. */
    public Accounts accounts() {
        return accounts;
    }

    /** The process table. */
    public Processes processes() {
        return processes;
    }

    /** What stands behind {@code /dev}. */
    public Devices devices() {
        return devices;
    }

    /** The daemons that run. */
    public Daemons daemons() {
        return daemons;
    }

    /** Who listens on UNIX sockets. */
    public LocalSockets localSockets() {
        return localSockets;
    }

    /** The journal. */
    public Journal journal() {
        return journal;
    }

    /** The way of messages, for those who look at it. */
    public MailFlow mail() {
        return mail;
    }

    /** The system log. */
    public Syslog syslog() {
        return syslog;
    }

    /** The lab's clock. */
    public LabClock clock() {
        return shared.clock;
    }

    /** The lab's timers. */
    public Timers timers() {
        return shared.timers;
    }

    /** Runs tasks of the lab's daemons, one after the other; they must not block. */
    public Executor serial() {
        return shared.serial;
    }

    /** Chance, from the lab's seed. */
    public Random random() {
        return shared.random;
    }

    /** What the lab may use. */
    public Limits limits() {
        return shared.limits;
    }

    /** What carries the listeners of all labs. */
    public MailEngine engine() {
        return shared.engine;
    }

    /** What is said on the lab's network. */
    public WireLog wire() {
        return shared.wire;
    }

    Workers workers() {
        return shared.workers;
    }

    CpuShare cpu() {
        return shared.cpu;
    }

    /** The programs that executable files can name. */
    public ProgramTable programs() {
        return shared.programs;
    }
}
