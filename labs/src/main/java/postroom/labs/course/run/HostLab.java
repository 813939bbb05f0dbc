package postroom.labs.course.run;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import postroom.labs.course.check.LabFacts;
import postroom.labs.fs.DiskListener;
import postroom.labs.host.Daemon;
import postroom.labs.host.Daemons;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Processes;
import postroom.labs.host.SerialExecutor;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.net.Node;
import postroom.server.wire.WireLog;

/** A student's host and its wire, as exercises need them. */
public final class HostLab implements CourseLab {
    private final Host host;
    private final WireLog wire;
    private final Executor looks;
    private final LabFacts facts;

    /**
     * @param looks runs one look after the other; must not be the lab's serial executor, since a look may wait for it
     * @param forks for what must not be asked of the lab itself
     */
    public HostLab(Host host, WireLog wire, Executor looks, Forks forks) {
        this.host = host;
        this.wire = wire;
        this.looks = looks;
        this.facts = new HostFacts(host, forks);
    }

    /** A lab as it is, with forks of itself and looks on threads of its own. */
    public static HostLab of(Labs labs, Lab lab) {
        Executor looks = new SerialExecutor(labs.workers().waitingThreads());
        return new HostLab(lab.host(), lab.wire(), looks, new LabForks(lab));
    }

    @Override
    public Executor looks() {
        return looks;
    }

    @Override
    public LabFacts facts() {
        return facts;
    }

    @Override
    public AutoCloseable listen(Consumer<Stir> listener) {
        DiskListener disk = path -> listener.accept(new Stir.PathChanged(path));
        Daemons.Listener daemons = name -> listener.accept(new Stir.ServicesChanged(services()));
        Consumer<Node> ports = node -> listener.accept(new Stir.ServicesChanged(services()));
        Processes.Listener processes = process -> {
            if (endsCommand(process)) {
                // behind what the command has asked of the daemons: a reload is over before anybody misses it
                host.serial().execute(() -> listener.accept(new Stir.CommandEnded()));
            }
        };
        host.disk().listen(disk);
        host.daemons().listen(daemons);
        host.node().network().listen(ports);
        host.processes().listen(processes);
        AutoCloseable watching = wire.watch(event -> listener.accept(new Stir.OnWire(event)));
        return () -> {
            watching.close();
            host.processes().ignore(processes);
            host.node().network().ignore(ports);
            host.daemons().ignore(daemons);
            host.disk().ignore(disk);
        };
    }

    private Services services() {
        return new Services(
                host.daemons().all().stream().map(Daemon::name).collect(Collectors.toSet()),
                host.node().listening().stream()
                        .collect(Collectors.groupingBy(
                                each -> each.local().port(),
                                Collectors.mapping(
                                        each -> each.local().address().getHostAddress(), Collectors.toList()))));
    }

    /** Whether with this process the last of a command that was given at a terminal has ended. */
    private boolean endsCommand(Process ended) {
        boolean ofCommand = ended.terminal().isPresent() && ended.group() != ended.session();
        return ofCommand
                && host.processes().all().stream()
                        .noneMatch(other -> other != ended && other.group() == ended.group() && isAlive(other));
    }

    private static boolean isAlive(Process process) {
        return process.status() == null || !process.status().ended();
    }
}
