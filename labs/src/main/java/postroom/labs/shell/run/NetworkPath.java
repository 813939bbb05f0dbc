package postroom.labs.shell.run;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;

/** {@code /dev/tcp/host/port} and {@code /dev/udp/host/port}, which exist in redirections only. */
final class NetworkPath {
    private NetworkPath() {}

    /** A connection, or empty if the name is an ordinary one. */
    static Optional<Descriptor> open(Process process, String name) throws IOException {
        return Optional.empty();
    }
}
