package postroom.labs.lab.internet;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import postroom.labs.host.LabClock;
import postroom.labs.host.Timers;
import postroom.labs.net.Network;
import postroom.server.MailEngine;
import postroom.server.wire.WireTap;

/**
 * The lab in which an internet lives.
 *
 * @param engine carries the hosts' listeners
 * @param serial runs everything that the hosts do, one thing after the other
 * @param wire is told what is said between them and the student's host
 */
public record Surroundings(
        Network network, MailEngine engine, LabClock clock, Timers timers, Executor serial, WireTap wire) {

    /** What an internet is to remember, and who is told of changes. */
    public record Memory(Map<String, byte[]> then, BiConsumer<String, Optional<byte[]>> keeper) {}
}
