package postroom.labs.debian.lsof;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** {@code lsof -s TCP:STATES}: the states of the connections that are shown, or with {@code ^} that are not. */
final class TcpStates {
    private static final Set<String> STATES = Set.of(
            "ESTABLISHED",
            "SYN_SENT",
            "SYN_RECV",
            "FIN_WAIT1",
            "FIN_WAIT2",
            "TIME_WAIT",
            "CLOSE",
            "CLOSED",
            "CLOSE_WAIT",
            "LAST_ACK",
            "LISTEN",
            "CLOSING",
            "IDLE",
            "BOUND");

    private final Set<String> states = new HashSet<>();

    /** Adds what a {@code -s} asks for. */
    void add(String text) throws Selection.Complaint {
        int colon = text.indexOf(':');
        String protocol = text.substring(0, Math.max(0, colon)).toUpperCase(Locale.ROOT);
        if (!protocol.equals("TCP") && !protocol.equals("UDP")) {
            throw new Selection.Complaint("unknown -s protocol: \"" + text + "\"");
        }
        if (protocol.equals("UDP")) {
            throw new Selection.Complaint("no UDP state names available: " + text);
        }
        if (colon == text.length() - 1) {
            throw new Selection.Complaint("no TCP state names in: " + text);
        }
        for (String each : text.substring(colon + 1).split(",")) {
            String name = each.replace("^", "").toUpperCase(Locale.ROOT);
            if (!STATES.contains(name)) {
                throw new Selection.Complaint("unknown TCP state name: " + each);
            }
            states.add((each.startsWith("^") ? "^" : "") + name);
        }
    }

    /** Whether a thing is no connection, or one in a state that was asked for. */
    boolean hold(OpenThing thing) {
        if (states.isEmpty() || thing.sock() == null || thing.sock().udp()) {
            return true;
        }
        String state = thing.sock().state();
        boolean excludes = states.stream().allMatch(it -> it.startsWith("^"));
        return excludes ? !states.contains("^" + state) : states.contains(state);
    }
}
