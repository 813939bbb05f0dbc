package postroom.labs.debian.mailmap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Daemons;
import postroom.labs.host.Host;
import postroom.labs.host.MailFlow;
import postroom.labs.net.Node;

/**
 * A look at a host's mail system: tells each step of each message as it happens, and what the system is like. What the
 * programs do they tell to {@link MailFlow}; where a message's file lies is seen on the disk, whoever has moved it,
 * Postfix, postsuper(1) or the student.
 *
 * <p>Close it when nobody looks any more.
 */
public final class MailMap implements AutoCloseable {
    /** Before which programs messages can be stopped. */
    public static final Set<String> GATES = Set.of("qmgr", "local", "virtual", "lmtp", "smtp");

    private static final String DIRECTORY = "/var/spool/postfix";
    private static final Pattern QUEUE_FILE =
            Pattern.compile(DIRECTORY + "/(incoming|active|deferred|hold|corrupt)/(?:[^/]/)*([0-9A-Za-z]{6,100})");
    private static final int MOST_PLACES = 500;

    /** What somebody who looks is told. All are called on threads of the lab, and must be quick. */
    public interface Watcher {
        /** A message has made a step. */
        void step(MailFlow.Step step);

        /** A message's file lies in this queue now; empty if it is gone. */
        void moved(String message, String queue);

        /** The picture has changed. */
        void changed();
    }

    private final Host host;
    private final Watcher watcher;
    private final Spool spool;
    private final DiskListener disk = this::changed;
    private final Daemons.Listener daemons;
    private final Consumer<Node> ports;
    private final AutoCloseable flow;
    private final Map<String, String> places = new LinkedHashMap<>();

    /** Begins to look; first the remembered steps are told. */
    public MailMap(Host host, Watcher watcher) {
        this.host = host;
        this.watcher = watcher;
        this.spool = new Spool(FileAccess.root(host.disk()), DIRECTORY, Set.of("deferred", "defer"), 1);
        this.daemons = name -> watcher.changed();
        this.ports = node -> watcher.changed();
        this.flow = host.mail().watch(watcher::step, watcher::changed);
        host.disk().listen(disk);
        host.daemons().listen(daemons);
        host.node().network().listen(ports);
    }

    private void changed(String path) {
        if (path.startsWith("/etc/postfix/")) {
            watcher.changed();
        }
        Matcher file = QUEUE_FILE.matcher(path);
        if (!file.matches()) {
            return;
        }
        String id = file.group(2);
        String queue = spool.exists("corrupt", id) ? "corrupt" : spool.find(id).orElse("");
        synchronized (places) {
            String before = queue.isEmpty() ? places.remove(id) : places.put(id, queue);
            if (queue.equals(before) || queue.isEmpty() && before == null) {
                return;
            }
            if (places.size() > MOST_PLACES) {
                places.remove(places.keySet().iterator().next());
            }
            watcher.moved(id, queue);
        }
        if (queue.isEmpty()) {
            host.mail().forget(id);
        }
        watcher.changed();
    }

    /** What the mail system is like now. */
    public CompletionStage<Picture> picture() {
        return onSerial(() -> new Painter(host, spool).paint());
    }

    /** Opens a message; empty if it is in no queue. */
    public CompletionStage<Optional<Letter>> look(String id) {
        return onSerial(() -> Letter.open(spool, id));
    }

    private <T> CompletionStage<T> onSerial(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, host.serial());
    }

    /** Stops messages before a program, or no more. @throws IllegalArgumentException for one that is none of {@link #GATES} */
    public void bar(String program, boolean on) {
        if (!GATES.contains(program)) {
            throw new IllegalArgumentException(program);
        }
        host.mail().bar(program, on);
    }

    /** Lets a message go on. */
    public void release(String id) {
        host.mail().release(id);
    }

    /** The messages that were stopped. */
    public List<MailFlow.Stopped> stopped() {
        return host.mail().stopped();
    }

    @Override
    public void close() throws Exception {
        host.disk().ignore(disk);
        host.daemons().ignore(daemons);
        host.node().network().ignore(ports);
        flow.close();
    }
}
