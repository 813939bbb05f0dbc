package postroom.labs.debian.iproute2;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A set of the states of sockets, as the kernel names them.
 *
 * @param names {@code LISTEN}, {@code CLOSE} for a socket without a peer, and so on
 */
record SsStates(Set<String> names) {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("established", "ESTABLISHED"),
            Map.entry("syn-sent", "SYN_SENT"),
            Map.entry("syn-recv", "SYN_RECV"),
            Map.entry("syn-rcv", "SYN_RECV"),
            Map.entry("fin-wait-1", "FIN_WAIT1"),
            Map.entry("fin-wait-2", "FIN_WAIT2"),
            Map.entry("time-wait", "TIME_WAIT"),
            Map.entry("unconnected", "CLOSE"),
            Map.entry("close", "CLOSE"),
            Map.entry("closed", "CLOSE"),
            Map.entry("close-wait", "CLOSE_WAIT"),
            Map.entry("last-ack", "LAST_ACK"),
            Map.entry("listening", "LISTEN"),
            Map.entry("closing", "CLOSING"));

    static final SsStates NONE = new SsStates(Set.of());
    static final SsStates ALL = new SsStates(Set.copyOf(WORDS.values()));

    /** What is shown without a wish: connections on their way, there or on their way out. */
    static final SsStates CONNECTED = ALL.without(of("LISTEN", "CLOSE", "TIME_WAIT", "SYN_RECV"));

    /** Keeps a copy. */
    SsStates {
        names = Set.copyOf(names);
    }

    static SsStates of(String... names) {
        return new SsStates(Set.of(names));
    }

    /** The state or the group of states that students name so. */
    static Optional<SsStates> named(String word) {
        SsStates bucket = of("SYN_RECV", "TIME_WAIT");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "all" -> Optional.of(ALL);
            case "connected" -> Optional.of(ALL.without(of("CLOSE", "LISTEN")));
            case "synchronized" -> Optional.of(ALL.without(of("CLOSE", "LISTEN", "SYN_SENT")));
            case "bucket" -> Optional.of(bucket);
            case "big" -> Optional.of(ALL.without(bucket));
            default ->
                Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT))).map(SsStates::of);
        };
    }

    SsStates with(SsStates others) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(others.names);
        return new SsStates(all);
    }

    SsStates without(SsStates others) {
        Set<String> rest = new LinkedHashSet<>(names);
        rest.removeAll(others.names);
        return new SsStates(rest);
    }

    static SsStates union(Collection<SsStates> all) {
        return all.stream().reduce(NONE, SsStates::with);
    }

    /** Whether there is but one: then there is no column of states. */
    boolean single() {
        return names.size() <= 1;
    }

    boolean holds(String state) {
        return names.contains(state);
    }

    /** The states' names, for tests. */
    List<String> sorted() {
        return names.stream().sorted().toList();
    }
}
