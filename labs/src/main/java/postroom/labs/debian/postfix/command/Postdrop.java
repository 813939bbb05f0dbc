package postroom.labs.debian.postfix.command;

import java.time.Instant;
import java.util.Set;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * What {@code postdrop(1)} does: puts a message into the maildrop queue, which only its set-gid bit lets it do, and wakes
 * pickup(8).
 */
final class Postdrop {
    private final Process process;
    private final Parameters parameters;

    Postdrop(Process process, Parameters parameters) {
        this.process = process;
        this.parameters = parameters;
    }

    /** The group that the program runs with, by its file. */
    private Credentials identity() {
        String path = parameters.get("command_directory") + "/postdrop";
        Credentials who = process.who();
        try {
            Stat stat = FileAccess.root(process.host().disk()).stat(path);
            if (!process.files().allows(path, 1)) {
                throw new Fatal("execvp " + path + ": Permission denied", SendmailCommand.TEMPORARY);
            }
            boolean setGid = (stat.mode() & 02000) != 0;
            return setGid ? new Credentials(process.realUid(), stat.gid(), Set.copyOf(who.groups())) : who;
        } catch (ErrnoException e) {
            throw new Fatal("execvp " + path + ": " + e.getMessage(), SendmailCommand.TEMPORARY);
        }
    }

    /** The message did not get into its file, which is gone; postdrop has said why. */
    static final class NotStoredException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Stores a message file; its owner is whoever runs the program.
     *
     * @throws ErrnoException if the file cannot be made
     */
    void store(byte[] records) throws ErrnoException, NotStoredException {
        FileAccess files = new FileAccess(process.host().disk(), identity(), "/", 077);
        Spool spool = new Spool(files, parameters.get("queue_directory"), Set.of(), 1);
        Instant now = process.host().clock().instant();
        Spool.Created created = spool.create("maildrop", now, parameters.bool("enable_long_queue_ids"), process.pid());
        OpenFile file =
                files.open(spool.path("maildrop", created.id()), java.util.EnumSet.of(postroom.labs.fs.Open.WRITE), 0);
        try {
            file.tryWrite(records, 0, records.length);
            file.chmod(0744);
        } catch (ErrnoException e) {
            Tool.logging(process, "postdrop").warning("uid=" + process.realUid() + ": " + e.getMessage());
            spool.remove("maildrop", created.id());
            throw new NotStoredException();
        } finally {
            file.close();
        }
        Master.on(process.host()).ifPresent(master -> Master.run(process.host(), master::pickup));
    }
}
