package postroom.labs.lab.internet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import postroom.labs.host.Timers;

/**
 * The letters that hosts of the internet send: tried at once and then at growing intervals, {@value #MOST_ATTEMPTS} times in
 * all. Of one that fails the sender is told. At most {@value #MOST_LETTERS} wait. Confined to the serial executor.
 */
final class Outbox {
    private static final String PREFIX = "letter/";
    private static final int MOST_LETTERS = 100;
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_AT_ONCE = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Surroundings lab;
    private final Spool spool;
    private final Function<String, MailHost> hosts;
    private final Set<String> busy = new HashSet<>();
    private Timers.Timer alarm;

    /** @param hosts by their addresses */
    Outbox(Surroundings lab, Spool spool, Function<String, MailHost> hosts) {
        this.lab = lab;
        this.spool = spool;
        this.hosts = hosts;
    }

    /** Takes a letter; false when there is no room. */
    boolean post(Letter letter) {
        if (spool.under(PREFIX).size() >= MOST_LETTERS || !spool.put(PREFIX + letter.id(), letter.bytes())) {
            return false;
        }
        lab.serial().execute(this::attempt);
        return true;
    }

    /** Goes on with what waits, after the lab has slept or has gone back in time. */
    void resume() {
        busy.clear();
        if (!spool.under(PREFIX).isEmpty()) {
            lab.serial().execute(this::attempt);
        }
    }

    private void attempt() {
        Instant now = lab.clock().instant();
        for (Letter each : waiting()) {
            if (busy.size() < MOST_AT_ONCE
                    && !busy.contains(each.id())
                    && !each.next().isAfter(now)) {
                busy.add(each.id());
                MailHost host = hosts.apply(each.host());
                new Delivery(lab, host.node(), host.plan().name(), each, outcome -> done(each, host, outcome)).start();
            }
        }
        arm();
    }

    private List<Letter> waiting() {
        Map<String, byte[]> all = spool.under(PREFIX);
        return all.values().stream()
                .map(Letter::parse)
                .sorted(Comparator.comparing(Letter::next))
                .toList();
    }

    private void arm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (busy.size() < MOST_AT_ONCE) {
            waiting().stream()
                    .filter(it -> !busy.contains(it.id()))
                    .findFirst()
                    .ifPresent(it -> alarm = lab.timers().at(it.next(), this::attempt));
        }
    }

    private void done(Letter letter, MailHost host, Delivery.Outcome outcome) {
        if (!busy.remove(letter.id())) {
            return; // it was under way when the lab went back in time
        }
        if (outcome instanceof Delivery.Outcome.Later later && letter.attempts() + 1 < MOST_ATTEMPTS) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << letter.attempts());
            Instant when = lab.clock().instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            spool.put(PREFIX + letter.id(), letter.later(when).bytes());
        } else {
            spool.remove(PREFIX + letter.id());
            if (!(outcome instanceof Delivery.Outcome.Sent) && !letter.sender().isEmpty()) {
                post(host.failureReport(letter, outcome));
            }
        }
        attempt();
    }
}
