package postroom.labs.course.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postroom.labs.course.check.FileFacts;
import postroom.labs.course.check.LabFacts;
import postroom.labs.course.check.Mbox;
import postroom.labs.course.check.Message;
import postroom.labs.course.check.ProbeCall;
import postroom.labs.course.check.ProbeReply;
import postroom.labs.course.check.QueuedMail;
import postroom.labs.course.check.TlsCall;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.showq.QueueEntry;
import postroom.labs.debian.postfix.showq.ShowQueue;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.Disk;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/**
 * What is so on a student's host: read from its disk with root's eyes, its daemons and its network node. Of a file the
 * last {@value #MOST_BYTES} bytes are looked at, of a Maildir the last {@value #MOST_MESSAGES} messages.
 */
final class HostFacts implements LabFacts {
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_MESSAGES = 1000;

    private final Host host;
    private final FileAccess files;
    private final Forks forks;

    HostFacts(Host host, Forks forks) {
        this.host = host;
        this.files = FileAccess.root(host.disk());
        this.forks = forks;
    }

    /** First the mailbox file, then the Maildir: a student who changes from one to the other keeps the old mail. */
    @Override
    public List<Message> mailbox(String user) {
        // of one moment: whoever walks over the disk while letters are deleted sees what never was
        FileAccess now = FileAccess.root(new Disk(host.disk().tree(), host.clock()::instant, 0, 0));
        if (user.startsWith("/")) {
            return maildir(now, user);
        }
        List<Message> all = new ArrayList<>();
        read(now, "/var/mail/" + user).ifPresent(text -> all.addAll(Mbox.messages(text)));
        host.accounts().user(user).ifPresent(account -> all.addAll(maildir(now, account.home() + "/Maildir")));
        return all;
    }

    private static List<Message> maildir(FileAccess files, String folder) {
        List<String> paths = Stream.of("cur", "new")
                .flatMap(part -> names(files, folder + "/" + part).map(name -> folder + "/" + part + "/" + name))
                // names begin with the second of delivery
                .sorted(Comparator.comparing(path -> path.substring(path.lastIndexOf('/') + 1)))
                .toList();
        return paths.subList(Math.max(0, paths.size() - MOST_MESSAGES), paths.size()).stream()
                .flatMap(path -> read(files, path).stream())
                .map(Message::parse)
                .toList();
    }

    private static Stream<String> names(FileAccess files, String folder) {
        try {
            return files.list(folder).stream().map(DirectoryEntry::name).filter(name -> !name.startsWith("."));
        } catch (ErrnoException absent) {
            return Stream.empty();
        }
    }

    /** Where Debian has the queue, and how it is laid out unless main.cf says otherwise. */
    @Override
    public List<QueuedMail> queue() {
        Spool spool = new Spool(files, "/var/spool/postfix", Set.of("deferred", "defer"), 1);
        return ShowQueue.list(spool).stream()
                .map(entry -> new QueuedMail(
                        entry.queue(),
                        entry.id(),
                        entry.sender(),
                        entry.recipients().stream()
                                .map(QueueEntry.Waiting::address)
                                .toList()))
                .toList();
    }

    @Override
    public Optional<FileFacts> file(String path) {
        try {
            Stat stat = files.stat(path);
            FileFacts.Type type = stat.isFile()
                    ? FileFacts.Type.FILE
                    : stat.isDirectory() ? FileFacts.Type.DIRECTORY : FileFacts.Type.OTHER;
            return Optional.of(new FileFacts(
                    type,
                    stat.mode(),
                    host.accounts().userName(stat.uid()),
                    host.accounts().groupName(stat.gid()),
                    stat.isFile() ? read(files, path).orElse("") : ""));
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(FileAccess files, String path) {
        try {
            OpenFile file = files.open(path, EnumSet.of(Open.READ), 0);
            try {
                long size = file.stat().size();
                file.seek(Math.max(0, size - MOST_BYTES));
                byte[] bytes = new byte[(int) Math.min(size, MOST_BYTES)];
                int length = 0;
                int got = bytes.length == 0 ? -1 : file.tryRead(bytes, 0, bytes.length);
                while (got > 0) {
                    length += got;
                    got = length < bytes.length ? file.tryRead(bytes, length, bytes.length - length) : -1;
                }
                return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
            } finally {
                file.close();
            }
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> postconf(String parameter) {
        return forks.postconf(parameter);
    }

    @Override
    public boolean running(String service) {
        return host.daemons().find(service).isPresent();
    }

    @Override
    public boolean current(String service) {
        Optional<Daemon> daemon = host.daemons().find(service);
        // what a daemon remembers beside its files, such as the addresses it was started with, has a name and no path
        return daemon.isPresent()
                && daemon.get().loaded().entrySet().stream()
                        .filter(each -> each.getKey().startsWith("/"))
                        .allMatch(this::isAsLoaded);
    }

    private boolean isAsLoaded(Map.Entry<String, byte[]> loaded) {
        try {
            return Arrays.equals(files.readAll(loaded.getKey()), loaded.getValue());
        } catch (ErrnoException gone) {
            return false;
        }
    }

    @Override
    public List<String> listening(int port) {
        return host.node().listening().stream()
                .filter(each -> each.local().port() == port)
                .map(each -> each.local().address().getHostAddress())
                .toList();
    }

    @Override
    public Optional<ProbeReply> talk(ProbeCall call) {
        return forks.talk(call);
    }

    @Override
    public List<Certificate> handshake(TlsCall call) {
        return forks.handshake(call);
    }

    @Override
    public Instant now() {
        return host.clock().instant();
    }

    @Override
    public String output(String command) {
        return forks.output(command).stripTrailing();
    }
}
