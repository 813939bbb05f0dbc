package postroom.labs.lab;

import java.util.Map;
import postroom.labs.debian.Base;

/**
 * What a lab is to be.
 *
 * @param base what its host has installed at the beginning
 * @param world its network
 * @param seed what all chance in it comes from
 * @param exposed ports of the host that real clients can reach: port to real loopback port
 */
public record Plan(Base base, World world, long seed, Map<Integer, Integer> exposed) {
    /** Keeps a copy of the map. */
    public Plan {
        exposed = Map.copyOf(exposed);
    }
}
