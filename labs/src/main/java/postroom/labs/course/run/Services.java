package postroom.labs.course.run;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which services ran, and who listened where, at one moment. A service that is stopped and started in one breath runs
 * again by the time somebody looks; that it had stopped is true all the same.
 *
 * @param running the names of the daemons
 * @param listening the addresses by port
 */
record Services(Set<String> running, Map<Integer, List<String>> listening) {
    Services {
        running = Set.copyOf(running);
        listening = Map.copyOf(listening);
    }
}
