package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Deliveries into files: {@code mail_spool}, {@code address_file} and {@code maildir_home}, all of them appendfile. */
record Transport(Host host, Configuration configuration) {
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FROM_LINE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A message with the three lines of delivery before its header. */
    byte[] copy(SpoolMessage message, String recipient, boolean separated) {
        Instant now = host.clock().instant();
        StringBuilder text = new StringBuilder();
        if (separated) {
            String sender = message.sender().isEmpty() ? "MAILER-DAEMON" : message.sender();
            text.append("From ")
                    .append(sender)
                    .append(' ')
                    .append(FROM_LINE.format(now))
                    .append('\n');
        }
        text.append("Return-path: <").append(message.sender()).append(">\n");
        text.append("Envelope-to: ").append(recipient).append('\n');
        text.append("Delivery-date: ").append(DATE.format(now)).append('\n');
        text.append(message.headerText()).append('\n');
        String body = new String(message.body(), ISO_8859_1);
        text.append(separated ? body.replaceAll("(?m)^From ", ">From ") : body);
        return text.append(separated ? "\n" : "").toString().getBytes(ISO_8859_1);
    }

    /** Appends to {@code /var/mail/USER}, which only the superuser can make. */
    void spool(Accounts.User user, byte[] copy) throws ErrnoException {
        String path = "/var/mail/" + user.name();
        FileAccess root = new FileAccess(host.disk(), Credentials.ROOT, "/", 0);
        if (!root.exists(path)) {
            root.open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0660)
                    .close();
            int mail = host.accounts().group("mail").map(Accounts.Group::gid).orElse(user.gid());
            root.chown(path, user.uid(), mail, true);
        }
        append(root, path, copy);
    }

    /** Appends to a file as its user could. */
    void file(Accounts.User user, String path, byte[] copy) throws ErrnoException {
        boolean spool = path.startsWith("/var/mail/");
        FileAccess own = new FileAccess(host.disk(), host.accounts().credentials(user), "/", 077);
        if (!own.exists(path)) {
            FileAccess maker = spool ? new FileAccess(host.disk(), Credentials.ROOT, "/", 077) : own;
            maker.open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                    .close();
            if (spool) {
                maker.chown(path, user.uid(), user.gid(), true);
            }
        }
        append(own, path, copy);
    }

    private static void append(FileAccess files, String path, byte[] copy) throws ErrnoException {
        OpenFile file = files.open(path, EnumSet.of(Open.WRITE, Open.APPEND), 0);
        try {
            file.tryWrite(copy, 0, copy.length);
        } finally {
            file.close();
        }
    }

    /** Puts a message into a Maildir, which is made if it is missing. */
    void maildir(Accounts.User user, String folder, byte[] copy, int pid) throws ErrnoException {
        FileAccess own = new FileAccess(host.disk(), host.accounts().credentials(user), "/", 077);
        for (String name : new String[] {"", "/tmp", "/new", "/cur"}) {
            if (!own.exists(folder + name)) {
                own.mkdir(folder + name, 0700);
            }
        }
        Instant now = host.clock().instant();
        String name =
                now.getEpochSecond() + ".M" + now.getNano() / 1000 + "P" + pid + "." + configuration.primaryHostname();
        own.writeAll(folder + "/tmp/" + name, copy);
        own.rename(folder + "/tmp/" + name, folder + "/new/" + name);
    }
}
