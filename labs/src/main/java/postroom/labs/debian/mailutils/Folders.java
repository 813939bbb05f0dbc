package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.mbox.FromLine;
import postroom.labs.fs.Open;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Finds mailboxes by the names that are typed for them, opens and closes them. */
final class Folders {
    private static final String SPOOL = "/var/mail/";
    private static final String MAILDIR = "maildir:";
    private static final String MBOX = "mbox:";

    private final Session session;
    private final Process process;
    private Mailbox open;
    private String previous;
    private String secondary;

    /** A mailbox that cannot be had. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }

    Folders(Session session) {
        this.session = session;
        this.process = session.process();
    }

    /** The mailbox that is open. */
    Optional<Mailbox> current() {
        return Optional.ofNullable(open);
    }

    void current(Mailbox mailbox) {
        if (open != null) {
            previous = open.name();
        }
        open = mailbox;
        session.page().reset();
    }

    /** The name given on the command line, for {@code @}. */
    void secondary(String name) {
        secondary = name;
    }

    /** What a name that was typed stands for, as it is shown: a path, or a scheme and a path. */
    String expand(String name) throws Unavailable {
        if (name.equals("#")) {
            if (previous == null) {
                throw new Unavailable("No previous file");
            }
            return previous;
        }
        if (name.equals("@") && secondary != null) {
            return secondary;
        }
        if (name.equals("&")) {
            return process.environment().getOrDefault("MBOX", session.home() + "/mbox");
        }
        if (name.startsWith("%")) {
            return spool(name.substring(1));
        }
        if (name.startsWith("+") || name.startsWith("=")) {
            String folder = session.variables().text("folder").orElse("Mail");
            return absolute(tilde(folder.startsWith("/") || folder.startsWith("~") ? folder : "~/" + folder)) + "/"
                    + name.substring(1);
        }
        return name.matches("(?s)[a-z]+:.*") ? name : absolute(tilde(name));
    }

    private String spool(String user) throws Unavailable {
        if (user.isEmpty()) {
            return inbox();
        }
        if (process.host().accounts().user(user).isEmpty()) {
            throw new Unavailable(null);
        }
        return SPOOL + user;
    }

    /** The user's own mailbox. */
    String inbox() {
        String given = process.environment().getOrDefault("MAIL", "");
        return given.isEmpty() ? SPOOL + session.user() : given;
    }

    private String tilde(String name) {
        if (!name.startsWith("~")) {
            return name;
        }
        int slash = name.indexOf('/');
        String user = slash < 0 ? name.substring(1) : name.substring(1, slash);
        String rest = slash < 0 ? "" : name.substring(slash);
        if (user.isEmpty()) {
            return session.home() + rest;
        }
        return process.host().accounts().user(user).map(Accounts.User::home).orElse("~" + user) + rest;
    }

    private String absolute(String name) {
        return name.startsWith("/") ? name : process.cwd() + (process.cwd().endsWith("/") ? "" : "/") + name;
    }

    /** A file's path for a name that was typed, without the meanings that only mailboxes have. */
    String file(String name) {
        return tilde(name);
    }

    /** What the kind of a mailbox is, and where. */
    private record Place(boolean maildir, String path) {}

    private Optional<Place> place(String name) {
        if (name.startsWith(MAILDIR)) {
            return Optional.of(new Place(true, absolute(name.substring(MAILDIR.length()))));
        }
        String path = absolute(name.startsWith(MBOX) ? name.substring(MBOX.length()) : name);
        if (path.contains(":") && !process.files().exists(path) && name.matches("(?s)[a-z]+:.*")) {
            return Optional.empty();
        }
        try {
            Stat stat = process.files().stat(path);
            if (!stat.isDirectory()) {
                return process.files().allows(path, 4) ? Optional.of(new Place(false, path)) : Optional.empty();
            }
            return MaildirFolder.is(process, path) ? Optional.of(new Place(true, path)) : Optional.empty();
        } catch (ErrnoException missing) {
            return Optional.of(new Place(false, path));
        }
    }

    /**
     * Opens a mailbox.
     *
     * @param name as {@link #expand} gives it
     * @param typed the name to complain about
     * @param creates whether it is made if it is missing
     */
    Mailbox open(String name, String typed, boolean creates) throws IOException, Unavailable {
        Place place = place(name)
                .orElseThrow(() -> new Unavailable("Cannot create mailbox " + typed + ": Requested item not found"));
        try {
            if (place.maildir) {
                if (!creates) {
                    process.files().stat(place.path);
                }
                return MaildirFolder.open(process, name, place.path);
            }
            return file(name, place.path, creates);
        } catch (ErrnoException e) {
            throw new Unavailable("Cannot open mailbox " + name + ": " + e.getMessage());
        }
    }

    private Mailbox file(String name, String path, boolean creates) throws IOException, ErrnoException {
        try {
            EnumSet<Open> flags = EnumSet.of(Open.READ, Open.WRITE);
            if (creates) {
                flags.add(Open.CREATE);
            }
            process.open(path, flags, 0600).close();
            return MboxFile.open(process, name, path, true);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EACCES) {
                throw e;
            }
            process.open(path, EnumSet.of(Open.READ), 0).close();
            session.complain("mailbox opened read-only");
            return MboxFile.open(process, name, path, false);
        }
    }

    /** Adds messages to a mailbox that is not open. */
    void append(String name, Iterable<StoredMessage> messages) throws IOException, Unavailable {
        Mailbox target = open(name, name, true);
        for (StoredMessage each : messages) {
            target.append(each);
        }
        target.close();
    }

    /** Appends messages to a file as they are, each behind its line {@code From }; the text that was written. */
    String appendPlainly(String path, Iterable<StoredMessage> messages) throws ErrnoException {
        StringBuilder text = new StringBuilder();
        for (StoredMessage each : messages) {
            text.append(new FromLine(each.sender(), each.date()).line())
                    .append('\n')
                    .append(each.text())
                    .append('\n');
        }
        appendTo(path, text.toString());
        return text.toString();
    }

    /** Appends to a file, which is the owner's alone if it is new. */
    void appendTo(String path, String text) throws ErrnoException {
        boolean isNew = !process.files().exists(path);
        process.files().append(path, Text.bytes(text));
        if (isNew) {
            process.files().chmod(path, 0600);
        }
    }
}
