package postroom.labs.lab;

import java.time.InstantSource;
import java.util.Map;
import postroom.labs.debian.BaseImages;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.ProgramTable;
import postroom.labs.host.Workers;
import postroom.server.MailEngine;

/**
 * What all labs of this JVM share: threads, event loops, base images, programs.
 *
 * @param wall the machine's clock
 * @param kinds daemons by name
 */
public record Labs(
        InstantSource wall,
        Workers workers,
        MailEngine engine,
        BaseImages images,
        ProgramTable programs,
        Map<String, DaemonKind> kinds)
        implements AutoCloseable {

    @Override
    public void close() {
        workers.close();
        engine.close();
    }
}
