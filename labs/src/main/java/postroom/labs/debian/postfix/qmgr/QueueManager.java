package postroom.labs.debian.postfix.qmgr;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.bounce.BounceService;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.verify.AddressVerifier;
import postroom.labs.host.MailFlow;
import postroom.labs.host.Timers;
import postroom.labs.io.ErrnoException;

/**
 * {@code qmgr(8)}: moves messages from the incoming and deferred queues to the active one, has each recipient delivered,
 * and removes or defers the message.
 *
 * <p>Everything that it knows is on the disk: it begins by looking there. Runs on the lab's serial executor.
 */
public final class QueueManager {
    private final Supplier<Service> service;
    private final Transports transports;
    private final BounceService bounces;
    private final AddressVerifier verifier;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> active = new HashSet<>();
    private Throttle throttle;
    private Timers.Timer scan;
    private boolean stopped;

    /**
     * @param service its own program
     * @param transports the delivery agents by the names of their services
     */
    public QueueManager(
            Supplier<Service> service, Transports transports, BounceService bounces, AddressVerifier verifier) {
        this.verifier = verifier;
        this.service = service;
        this.transports = transports;
        this.bounces = bounces;
        this.throttle = new Throttle();
    }

    /** Takes up what is in the queues: messages that were active come first. */
    public void start() {
        Spool spool = spool();
        for (String id : spool.list("active")) {
            if (!active.contains(id)) {
                move(id, "active", "incoming");
            }
        }
        spool.list("incoming").forEach(this::arrived);
        scheduleScan();
    }

    /** Nothing new is begun. */
    public void stop() {
        stopped = true;
        if (scan != null) {
            scan.cancel();
        }
        Set.copyOf(active).forEach(this::finishIfDone);
    }

    /** A message whose last recipient has just been served must not come up again. */
    private void finishIfDone(String id) {
        try {
            if (QueueMessage.parse(id, spool().read("active", id)).waiting().isEmpty()) {
                finish(id);
            }
        } catch (IOException gone) {
            active.remove(id);
        }
    }

    private Spool spool() {
        return service.get().spool();
    }

    /** A message is in the incoming queue. */
    public void arrived(String id) {
        if (!waiting.contains(id) && !active.contains(id)) {
            waiting.add(id);
            service.get().host().serial().execute(this::next);
        }
    }

    /** Tries all deferred mail now ({@code postqueue -f}). */
    public void flush() {
        throttle = new Throttle();
        spool().list("deferred").forEach(this::undefer);
    }

    /** Tries one deferred message now ({@code postqueue -i}). */
    public void flush(String id) {
        throttle = new Throttle();
        if (spool().exists("deferred", id)) {
            undefer(id);
        }
    }

    /** Looks into the incoming queue, where postsuper may have put something. */
    public void rescan() {
        spool().list("incoming").forEach(this::arrived);
        scheduleScan();
    }

    private void undefer(String id) {
        if (move(id, "deferred", "incoming")) {
            arrived(id);
        }
    }

    private boolean move(String id, String from, String to) {
        try {
            spool().move(id, from, to);
            return true;
        } catch (ErrnoException e) {
            service.get().msg().warning("rename " + from + "/" + id + " to " + to + "/" + id + ": " + e.getMessage());
            return false;
        }
    }

    private void next() {
        String id = waiting.poll();
        if (id != null) {
            service.get().host().mail().pass(id, "qmgr", () -> take(id));
        }
    }

    private void take(String id) {
        if (stopped) {
            return;
        }
        try {
            // A file without the x bit is still being written
            if ((spool().stat("incoming", id).mode() & 0100) == 0) {
                return;
            }
            spool().move(id, "incoming", "active");
        } catch (ErrnoException gone) {
            return;
        }
        activate(id);
    }

    private void activate(String id) {
        active.add(id);
        QueueMessage message;
        try {
            message = QueueMessage.parse(id, spool().read("active", id));
        } catch (IOException damaged) {
            service.get().msg().warning(id + ": " + damaged.getMessage());
            active.remove(id);
            move(id, "active", "corrupt");
            return;
        }
        service.get()
                .msg()
                .info(id + ": from=<" + Address.external(message.sender()) + ">, size=" + message.size() + ", nrcpt="
                        + message.waiting().size() + " (queue active)");
        deliver(message);
    }

    private void deliver(QueueMessage message) {
        Instant now = service.get().now();
        List<Batch> batches;
        try {
            batches = Batch.of(message, service.get(), throttle);
        } catch (Fatal fatal) {
            service.get().msg().report(postroom.labs.debian.postfix.config.Msg.Severity.FATAL, fatal.getMessage());
            return;
        }
        deliver(message, new ArrayDeque<>(batches), now);
    }

    private void deliver(QueueMessage message, Deque<Batch> left, Instant activated) {
        Batch batch = left.poll();
        if (batch == null || stopped) {
            if (!stopped) {
                finish(message.id());
            }
            return;
        }
        int flags = message.attribute("trace_flags")
                .filter(t -> t.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        Request request = new Request(message, batch.nexthop(), batch.recipients(), activated, flags);
        Runnable goOn = () -> service.get().host().serial().execute(() -> deliver(message, left, activated));
        Optional<Transports.Running> transport = transports.find(batch.transport());
        if (transport.isEmpty()) {
            unavailable(request, batch, goOn);
            return;
        }
        String program = transport.get().program();
        MailFlow flow = service.get().host().mail();
        flow.pass(message.id(), program, () -> {
            // While it waited the message may have been deleted, and Postfix stopped
            if (stopped || !spool().exists("active", message.id())) {
                active.remove(message.id());
                return;
            }
            flow.tell(message.id(), program, MailFlow.Deed.BEGAN, "", batch.nexthop(), batch.transport());
            transports
                    .find(batch.transport())
                    .ifPresentOrElse(
                            running -> hand(request, batch, left, running, goOn),
                            () -> unavailable(request, batch, goOn));
        });
    }

    private void hand(Request request, Batch batch, Deque<Batch> left, Transports.Running running, Runnable goOn) {
        Report report = new Report(running.service(), bounces, verifier, request);
        try {
            running.agent().deliver(request, report, () -> {
                throttle.learn(batch.key(), report.siteFailure(), waiting.size());
                goOn.run();
            });
        } catch (Fatal fatal) {
            transports.died(batch.transport(), running.service(), fatal);
            left.addFirst(batch);
            int rest = service.get().parameters().seconds("service_throttle_time", 1);
            service.get().host().timers().after(Duration.ofSeconds(rest), goOn);
        }
    }

    private void unavailable(Request request, Batch batch, Runnable goOn) {
        service.get()
                .msg()
                .warning("connect to transport private/" + batch.transport() + ": No such file or directory");
        Service retry =
                transports.find("retry").map(Transports.Running::service).orElseGet(service);
        Report report = new Report(retry, bounces, verifier, request);
        for (QueuedRecipient each : batch.recipients()) {
            report.deferred(each, Report.Fate.of("none", "4.3.0", "mail transport unavailable"));
        }
        goOn.run();
    }

    private void finish(String id) {
        active.remove(id);
        try {
            QueueMessage message = QueueMessage.parse(id, spool().read("active", id));
            boolean told = notifications(message);
            if (told && message.waiting().isEmpty()) {
                remove(id);
            } else {
                defer(message);
            }
        } catch (IOException e) {
            // postsuper -d may have removed it meanwhile
            if (spool().exists("active", id)) {
                service.get().msg().warning(id + ": " + e.getMessage());
            }
        }
    }

    /** Tells the sender what there is to tell; false if that could not be done, so that the message has to stay. */
    private boolean notifications(QueueMessage message) {
        boolean told = !spool().exists("bounce", message.id()) || bounces.failed(message);
        if (spool().exists("trace", message.id())) {
            bounces.traced(message);
        }
        return told;
    }

    private void remove(String id) throws ErrnoException {
        if (spool().exists("defer", id)) {
            spool().remove("defer", id);
        }
        spool().remove("active", id);
        service.get().msg().info(id + ": removed");
    }

    private void defer(QueueMessage message) throws ErrnoException {
        Service program = service.get();
        Duration age = Duration.between(message.arrival(), program.now());
        String lifetime = message.sender().isEmpty() ? "bounce_queue_lifetime" : "maximal_queue_lifetime";
        if (age.toSeconds() >= program.parameters().seconds(lifetime)) {
            program.msg()
                    .info(message.id() + ": from=<" + Address.external(message.sender())
                            + ">, status=expired, returned to sender");
            if (bounces.expired(message)) {
                remove(message.id());
                return;
            }
        }
        warnOfDelay(message, age);
        long least = program.parameters().seconds("minimal_backoff_time", 1);
        long most = program.parameters().seconds("maximal_backoff_time", 1);
        Instant next = program.now().plusSeconds(Math.max(least, Math.min(most, age.toSeconds())));
        program.spool().nextAttempt("active", message.id(), next);
        program.spool().move(message.id(), "active", "deferred");
        scheduleScan();
    }

    private void warnOfDelay(QueueMessage message, Duration age) {
        int after = service.get().parameters().seconds("delay_warning_time");
        long interval = service.get().parameters().seconds("maximal_backoff_time", 1);
        if (after > 0 && age.toSeconds() >= after && age.toSeconds() < after + interval) {
            bounces.delayed(message);
        }
    }

    /** The deferred queue is looked at every queue_run_delay; a timer is set only if something is there. */
    private void scheduleScan() {
        if (scan != null) {
            scan.cancel();
            scan = null;
        }
        Optional<Instant> first = Optional.empty();
        for (String id : spool().list("deferred")) {
            Optional<Instant> due = due(id);
            if (due.isPresent() && (first.isEmpty() || due.get().isBefore(first.get()))) {
                first = due;
            }
        }
        if (first.isPresent() && !stopped) {
            long period = service.get().parameters().seconds("queue_run_delay", 1);
            Instant now = service.get().now();
            long wait = Math.max(1, Duration.between(now, first.get()).toSeconds());
            long rounded = (wait + period - 1) / period * period;
            scan = service.get().host().timers().after(Duration.ofSeconds(rounded), this::runDeferred);
        }
    }

    private Optional<Instant> due(String id) {
        try {
            return Optional.of(spool().stat("deferred", id).mtime());
        } catch (ErrnoException gone) {
            return Optional.empty();
        }
    }

    private void runDeferred() {
        Instant now = service.get().now();
        List<String> ids = new ArrayList<>(spool().list("deferred"));
        for (String id : ids) {
            if (due(id).filter(time -> !time.isAfter(now)).isPresent()) {
                undefer(id);
            }
        }
        scheduleScan();
    }
}
