package postroom.labs.debian.postfix.qmgr;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Destinations that cannot be reached: after a few failures in a row, further mail for them is not tried while other mail
 * waits, but deferred at once ("delivery temporarily suspended").
 */
final class Throttle {
    private static final int PATIENCE = 3;

    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, String> dead = new HashMap<>();

    /** What happened to a delivery. @param others how many messages wait; a destination without mail is forgotten */
    void learn(String destination, String failure, int others) {
        if (failure == null || others == 0) {
            failures.remove(destination);
            dead.remove(destination);
        } else if (failures.merge(destination, 1, Integer::sum) >= PATIENCE) {
            dead.put(destination, failure);
        }
    }

    /** Why a destination is left alone, if it is. */
    Optional<String> reason(String destination) {
        return Optional.ofNullable(dead.get(destination));
    }
}
