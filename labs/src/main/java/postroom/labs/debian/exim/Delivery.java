package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * One attempt to deliver a message: its recipients are routed, what failed and what must wait is logged, then come the
 * transports, then a bounce. Runs on the lab's serial executor; commands end later, one after the other.
 */
final class Delivery {
    private final Host host;
    private final Log log;
    private final Spool spool;
    private final Configuration configuration;
    private final SpoolMessage message;
    private final int pid;
    private final Set<String> done;
    private final Set<String> waiting = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Route> failed = new ArrayList<>();
    private final Deque<Route> pipes = new ArrayDeque<>();

    private Delivery(Host host, Configuration configuration, SpoolMessage message, int pid) {
        this.host = host;
        this.log = new Log(host);
        this.spool = new Spool(host);
        this.configuration = configuration;
        this.message = message;
        this.pid = pid;
        this.done = new HashSet<>(message.done());
    }

    /** Tries a message, unless it has gone in the meantime or is frozen. @param forced frozen or not */
    static void attempt(Host host, String id, int pid, boolean forced) {
        host.serial().execute(() -> {
            try {
                Optional<SpoolMessage> message = new Spool(host).find(id);
                if (message.isPresent() && (forced || !message.get().frozen())) {
                    new Delivery(host, Configuration.read(host), message.get(), pid).run();
                }
            } catch (IOException e) {
                new Log(host).main(id + " " + e.getMessage());
            }
        });
    }

    private void run() throws IOException {
        List<Route> routes = new ArrayList<>();
        for (String recipient : message.waiting()) {
            new Router(host, configuration, step -> {}, routes::add).route(recipient);
        }
        routes.removeIf(it -> done.contains(key(it)) || !seen.add(place(it)));
        for (Route each : routes) {
            if (each.fate() instanceof Route.Failed fate) {
                fail(each, fate.why(), "");
            } else if (each.fate() instanceof Route.Deferred fate) {
                defer(each, fate, "");
            }
        }
        for (Route each : routes) {
            if (each.fate() instanceof Route.Pipe) {
                pipes.add(each);
            } else if (!(each.fate() instanceof Route.Failed) && !(each.fate() instanceof Route.Deferred)) {
                deliver(each);
            }
        }
        nextPipe();
    }

    /** The name by which a delivery is known to later attempts: a recipient itself, or what came of it. */
    private static String key(Route route) {
        return route.parents().isEmpty() ? route.address() : route.address() + " <" + route.recipient() + ">";
    }

    /** Where it goes: nobody gets a message twice. */
    private static String place(Route route) {
        boolean path = route.address().startsWith("|") || route.address().startsWith("/");
        return path ? route.recipient() + route.address() : route.address().toLowerCase(Locale.ROOT);
    }

    private static String shown(Route route) {
        boolean itself = route.parents().isEmpty();
        return route.address() + (itself ? "" : " <" + route.recipient() + ">");
    }

    private void fail(Route route, String why, String transport) {
        failed.add(new Route(route.address(), route.parents(), route.router(), new Route.Failed(why)));
        String router = route.router() == null ? "" : " R=" + route.router();
        log.main(message.id() + " ** " + shown(route) + router + transport + ": " + why);
        done.add(key(route));
    }

    private void defer(Route route, Route.Deferred fate, String transport) throws ErrnoException {
        waiting.add(route.recipient());
        String what = shown(route) + " R=" + route.router() + transport + " defer (" + fate.code() + "): " + fate.why();
        log.main(message.id() + " == " + what);
        spool.note(message.id(), what);
    }

    private void sent(Route route, String name, String transport) {
        log.main(message.id() + " => " + name + " <" + route.recipient() + "> R=" + route.router() + transport);
        done.add(key(route));
    }

    private void deliver(Route route) throws ErrnoException {
        Transport transport = new Transport(host, configuration);
        if (route.fate() instanceof Route.Discarded) {
            sent(route, ":blackhole:", "");
        } else if (route.fate() instanceof Route.Mailbox box) {
            String name = " T=" + box.transport();
            try {
                Accounts.User user = box.user();
                if (box.transport().equals("maildir_home")) {
                    byte[] copy = transport.copy(message, route.recipient(), false);
                    transport.maildir(user, user.home() + "/Maildir", copy, pid);
                } else {
                    transport.spool(user, transport.copy(message, route.recipient(), true));
                }
                sent(route, Address.local(route.address()), name);
            } catch (ErrnoException e) {
                defer(route, new Route.Deferred(number(e.errno()), e.getMessage()), name);
            }
        } else if (route.fate() instanceof Route.ToFile file) {
            try {
                transport.file(file.user(), route.address(), transport.copy(message, route.recipient(), true));
                sent(route, route.address(), " T=address_file");
            } catch (ErrnoException e) {
                defer(route, new Route.Deferred(number(e.errno()), e.getMessage()), " T=address_file");
            }
        }
    }

    /** {@code errno(3)} as a number, which stands in the log. */
    private static int number(Errno errno) {
        return switch (errno) {
            case ENOENT -> 2;
            case EACCES -> 13;
            case ENOTDIR -> 20;
            case EISDIR -> 21;
            case ENOSPC -> 28;
            default -> -1;
        };
    }

    private void nextPipe() throws IOException {
        Route route = pipes.poll();
        if (route == null) {
            finish();
            return;
        }
        byte[] copy = new Transport(host, configuration).copy(message, route.recipient(), true);
        new PipeTransport(host, configuration.qualifyDomain())
                .run(route.address(), ((Route.Pipe) route.fate()).user(), copy, ended -> piped(route, ended));
    }

    private void piped(Route route, PipeTransport.Ended ended) {
        String transport = " T=address_pipe";
        try {
            if (ended.status() == 0) {
                sent(route, route.address(), transport);
            } else if (ended.status() == 75 || ended.status() == 73) {
                defer(route, new Route.Deferred(0, returned(ended, "")), transport);
            } else {
                String hint = ended.status() == 127 ? " (could mean unable to exec or command does not exist)" : "";
                fail(route, returned(ended, hint), transport);
            }
            nextPipe();
        } catch (IOException e) {
            log.main(message.id() + " " + e.getMessage());
        }
    }

    private static String returned(PipeTransport.Ended ended, String hint) {
        return "Child process of address_pipe transport returned " + ended.status() + hint + " from command: "
                + ended.program();
    }

    private void finish() throws IOException {
        List<String> over = new ArrayList<>(done);
        message.recipients().stream()
                .filter(it -> !waiting.contains(it) && !over.contains(it))
                .forEach(over::add);
        over.removeAll(waiting);
        SpoolMessage after = message.with(false, over);
        if (!failed.isEmpty() && message.sender().isEmpty()) {
            over.removeAll(failed.stream().map(Route::recipient).toList());
            spool.store(message.with(true, over));
            log.main(message.id() + " Frozen (delivery error message)");
            return;
        }
        Optional<String> bounce = failed.isEmpty() ? Optional.empty() : Optional.of(bounce());
        if (after.waiting().isEmpty()) {
            spool.remove(message.id());
            log.main(message.id() + " Completed");
        } else {
            spool.store(after);
        }
        bounce.ifPresent(it -> attempt(host, it, pid, false));
    }

    private String bounce() throws ErrnoException {
        String id = Reception.freshId(host, pid);
        SpoolMessage about = new Bounce(host, configuration).about(message, failed, id);
        spool.store(about);
        log.main(id + " <= <> R=" + message.id() + " U=" + Spool.USER + " P=local S=" + about.size());
        return id;
    }
}
