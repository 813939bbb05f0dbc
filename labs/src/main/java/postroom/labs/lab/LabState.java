package postroom.labs.lab;

import java.time.Duration;
import java.util.Map;
import postroom.labs.fs.Tree;

/**
 * Everything that a lab is at one moment: the disk, the daemons with the configuration that each has loaded, and the
 * clock. A fork, an undo and a reset are nothing but a lab made from such a value.
 *
 * @param tree the disk of the student's host
 * @param daemons by name, the files that each has loaded (path to content)
 * @param ahead how far the lab's clock is ahead of the wall's
 * @param abroad what the hosts of the internet around it remember
 */
public record LabState(
        Tree tree, Map<String, Map<String, byte[]>> daemons, Duration ahead, Map<String, byte[]> abroad) {
    /** Keeps copies of the maps. */
    public LabState {
        abroad = Map.copyOf(abroad);
        daemons = Map.copyOf(daemons);
    }
}
