package postroom.labs.debian.dovecot.lmtp;

import java.util.List;
import java.util.function.Supplier;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.StreamServer;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** Dovecot's lmtp process, which is started when somebody connects and then stays. */
public final class LmtpService implements StreamServer {
    private final Host host;
    private final int master;
    private final Supplier<DovecotConfig> current;
    private Process process;

    /**
     * The service of a running Dovecot.
     *
     * @param master the process whose child it is
     * @param current the configuration at the time when a client comes
     */
    public LmtpService(Host host, int master, Supplier<DovecotConfig> current) {
        this.host = host;
        this.master = master;
        this.current = current;
    }

    @Override
    public void accept(Descriptor connection) {
        host.serial().execute(() -> begin(connection, "local", ""));
    }

    /** Somebody has connected to a port. */
    public void accept(Connection connection) {
        String address = IpText.of(connection.remote().address());
        host.serial()
                .execute(() -> begin(
                        connection, address, address + ":" + connection.remote().port()));
    }

    private void begin(Descriptor connection, String client, String peer) {
        try {
            if (process == null || process.status() != null) {
                process = host.processes().createDaemon(master, List.of("dovecot/lmtp"));
            }
        } catch (ErrnoException e) {
            host.syslog().log("mail", Priority.ERR, "dovecot", "master: Error: fork() failed: " + e.getMessage());
            connection.close();
            return;
        }
        LmtpSession session = new LmtpSession(host, process.pid(), current.get(), client, peer);
        new LmtpConnection(host, connection, session).start();
    }

    /** Ends the process. */
    public void stop() {
        if (process != null && process.status() == null) {
            process.finish(new WaitStatus.Exited(0));
        }
    }
}
