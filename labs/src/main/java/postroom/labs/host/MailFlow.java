package postroom.labs.host;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The way of messages through a host's mail system, for those who look at it: its programs tell here what each of them does
 * with a message, and ask before they begin, so that a message can be stopped before a program and let go again. No program
 * of the host knows of it; on a real one there is no such thing.
 *
 * <p>What is remembered is bounded. Thread-safe.
 */
public final class MailFlow {
    /** Steps that are remembered for who comes later. */
    public static final int MOST_STEPS = 120;

    /** Messages that can be stopped at one time; those that come then pass. */
    public static final int MOST_STOPPED = 100;

    private static final int MOST_TEXT = 300;

    /** What a program does with a message. */
    public enum Deed {
        /** It has taken it from outside. */
        TOOK,
        /** It begins with it. */
        BEGAN,
        /** It has delivered it to one recipient. */
        SENT,
        /** It has put one recipient off. */
        DEFERRED,
        /** It has given one recipient up. */
        BOUNCED
    }

    /**
     * A step of a message.
     *
     * @param message the queue id
     * @param program who does it, by the name of its executable: {@code smtpd, local, smtp}
     * @param recipient whom it is about; empty if all
     * @param peer the host on the other side; empty if there is none
     * @param text how it went, in the program's words
     */
    public record Step(
            Instant time, String message, String program, Deed deed, String recipient, String peer, String text) {}

    /** A message that waits before a program. */
    public record Stopped(String message, String program, Instant since) {}

    private record Waiting(Stopped stopped, Runnable goOn) {}

    private final LabClock clock;
    private final Executor serial;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<String> barred = new HashSet<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final List<Consumer<Step>> watchers = new CopyOnWriteArrayList<>();
    private final List<Runnable> stops = new CopyOnWriteArrayList<>();

    MailFlow(LabClock clock, Executor serial) {
        this.clock = clock;
        this.serial = serial;
    }

    /** A program tells what it does. */
    public void tell(String message, String program, Deed deed, String recipient, String peer, String text) {
        Step step = new Step(clock.instant(), message, program, deed, cut(recipient), cut(peer), cut(text));
        synchronized (this) {
            steps.addLast(step);
            if (steps.size() > MOST_STEPS) {
                steps.removeFirst();
            }
            watchers.forEach(watcher -> watcher.accept(step));
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    /**
     * A program is about to begin with a message: it does so now, or when the message is let go.
     *
     * @param goOn run at once, or later on the lab's serial executor; it has to see for itself whether the message is still there
     */
    public void pass(String message, String program, Runnable goOn) {
        boolean stopped;
        synchronized (this) {
            stopped = barred.contains(program) && waiting.size() < MOST_STOPPED;
            if (stopped) {
                waiting.put(key(message, program), new Waiting(new Stopped(message, program, clock.instant()), goOn));
            }
        }
        if (stopped) {
            stops.forEach(Runnable::run);
        } else {
            goOn.run();
        }
    }

    private static String key(String message, String program) {
        return message + " " + program;
    }

    /** Stops messages before a program from now on, or no more: then all that wait there go on. */
    public void bar(String program, boolean on) {
        List<Waiting> free = new ArrayList<>();
        synchronized (this) {
            if (on) {
                barred.add(program);
            } else if (barred.remove(program)) {
                waiting.values().removeIf(each -> each.stopped.program.equals(program) && free.add(each));
            }
        }
        go(free);
    }

    /** Lets one message go on, wherever it waits. */
    public void release(String message) {
        List<Waiting> free = new ArrayList<>();
        synchronized (this) {
            waiting.values().removeIf(each -> each.stopped.message.equals(message) && free.add(each));
        }
        go(free);
    }

    private void go(List<Waiting> free) {
        free.forEach(each -> serial.execute(each.goOn));
        stops.forEach(Runnable::run);
    }

    /** The programs before which messages are stopped. */
    public synchronized Set<String> barred() {
        return Set.copyOf(barred);
    }

    /** The messages that wait. */
    public synchronized List<Stopped> stopped() {
        return waiting.values().stream().map(Waiting::stopped).toList();
    }

    /** A message is gone: nothing of it waits. */
    public void forget(String message) {
        boolean any;
        synchronized (this) {
            any = waiting.values().removeIf(each -> each.stopped.message.equals(message));
        }
        if (any) {
            stops.forEach(Runnable::run);
        }
    }

    /** All that waits is forgotten, and nothing is stopped any more: the host goes back to another state. */
    public void clear() {
        synchronized (this) {
            waiting.clear();
            barred.clear();
            steps.clear();
        }
        stops.forEach(Runnable::run);
    }

    /**
     * Tells the steps from now on, and before that those which are remembered.
     *
     * @param watcher called within the lock: it must be quick and must not block
     * @param stopsChanged called when what is stopped has changed
     * @return ends it
     */
    public synchronized AutoCloseable watch(Consumer<Step> watcher, Runnable stopsChanged) {
        steps.forEach(watcher);
        watchers.add(watcher);
        stops.add(stopsChanged);
        return () -> {
            watchers.remove(watcher);
            stops.remove(stopsChanged);
        };
    }
}
