package postroom.labs.debian.dovecot.storage;

import java.util.function.Consumer;
import postroom.labs.host.Host;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailboxException;

/**
 * For whom and where a storage works.
 *
 * @param pid of the process that uses it; part of new files' names
 * @param log gets what the user is not told
 * @param quota of the user
 */
public record StorageContext(Host host, int pid, Consumer<String> log, QuotaKeeper quota) {
    /** A storage without a quota. */
    public StorageContext(Host host, int pid, Consumer<String> log) {
        this(host, pid, log, QuotaKeeper.NONE);
    }

    /** The same with a quota. */
    StorageContext with(QuotaKeeper keeper) {
        return new StorageContext(host, pid, log, keeper);
    }

    /** Seconds since 1970. */
    long now() {
        return host.clock().instant().getEpochSecond();
    }

    /** What a client is told when the disk refuses; why is in the log. */
    MailboxException failed(String what, ErrnoException why) {
        log.accept("Error: " + what + " failed: " + why.errno().text());
        if (why.errno() == Errno.ENOSPC) {
            return new MailboxException(MailboxException.Reason.OVER_QUOTA, "Not enough disk space");
        }
        if (why.errno() == Errno.EACCES) {
            return new MailboxException(MailboxException.Reason.PERMISSION, "Permission denied");
        }
        return new MailboxException(
                MailboxException.Reason.INTERNAL,
                "Internal error occurred. Refer to server log for more information. ["
                        + java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                                .withZone(java.time.ZoneOffset.UTC)
                                .format(host.clock().instant())
                        + "]");
    }
}
