package postroom.labs.lab.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.message.EncodedWords;
import postroom.server.message.Header;

/**
 * The mailboxes of a host's users, as a user of it may see them: mbox files in /var/mail, and Maildirs in the homes with
 * their folders. Looking changes nothing: what is new stays new.
 */
public final class MailFolders {
    /** Messages of a folder that are told, the newest. */
    public static final int MOST_MESSAGES = 200;

    private static final int MOST_FOLDERS = 200;
    private static final int MOST_MBOX_BYTES = 2 << 20;
    private static final int FIRST_UID = 1000;
    private static final int LAST_UID = 60_000;

    private final Host host;
    private final FileAccess files;

    /** @param as in whose name is looked */
    public MailFolders(Host host, HostFiles as) {
        this.host = host;
        this.files = as.access();
    }

    /** A folder. @param path of the mbox file or the Maildir @param kind {@code mbox, maildir} */
    public record Folder(String user, String name, String path, String kind, int messages) {}

    /**
     * A message in a folder.
     *
     * @param key names it in the folder: a file's path below the Maildir, or its place in the mbox file
     * @param fresh whether nobody has read it yet
     */
    public record Item(String key, String from, String subject, String date, long size, boolean fresh) {}

    /** All folders that can be seen. */
    public List<Folder> folders() {
        List<Folder> all = new ArrayList<>();
        for (Accounts.User user : host.accounts().users()) {
            if (user.uid() == 0 || user.uid() >= FIRST_UID && user.uid() < LAST_UID) {
                String mbox = "/var/mail/" + user.name();
                if (isFile(mbox)) {
                    add(all, user, "INBOX", mbox, "mbox");
                }
                maildirs(all, user);
            }
        }
        return all;
    }

    private void maildirs(List<Folder> all, Accounts.User user) {
        String root = user.home() + "/Maildir";
        if (!files.exists(root + "/cur")) {
            return;
        }
        add(all, user, "INBOX", root, "maildir");
        names(root)
                .filter(name -> name.startsWith(".") && files.exists(root + "/" + name + "/cur"))
                .sorted()
                .forEach(name -> add(all, user, name.substring(1), root + "/" + name, "maildir"));
    }

    private void add(List<Folder> all, Accounts.User user, String name, String path, String kind) {
        if (all.size() >= MOST_FOLDERS) {
            return;
        }
        try {
            int count = kind.equals("mbox")
                    ? MboxText.of(mbox(path)).size()
                    : paths(path).size();
            all.add(new Folder(user.name(), name, path, kind, count));
        } catch (ErrnoException forbidden) {
            all.add(new Folder(user.name(), name, path, kind, -1));
        }
    }

    private boolean isFile(String path) {
        try {
            return files.stat(path).isFile();
        } catch (ErrnoException none) {
            return false;
        }
    }

    private Stream<String> names(String folder) {
        try {
            return files.list(folder).stream()
                    .filter(each -> each.type() == FileType.DIRECTORY)
                    .map(DirectoryEntry::name);
        } catch (ErrnoException hidden) {
            return Stream.empty();
        }
    }

    /** The messages of a folder, newest first. */
    public List<Item> items(Folder folder) throws ErrnoException {
        List<Item> items = new ArrayList<>();
        if (folder.kind().equals("mbox")) {
            List<String> texts = MboxText.of(mbox(folder.path()));
            for (int i = texts.size() - 1; i >= 0 && items.size() < MOST_MESSAGES; i--) {
                byte[] text = texts.get(i).getBytes(ISO_8859_1);
                items.add(item(String.valueOf(i), text, text.length, !hasStatus(text)));
            }
            return items;
        }
        List<String> paths = paths(folder.path());
        for (int i = paths.size() - 1; i >= 0 && items.size() < MOST_MESSAGES; i--) {
            byte[] text = files.readAll(folder.path() + "/" + paths.get(i));
            boolean seen = paths.get(i).matches(".*:2,[A-Za-z]*S[A-Za-z]*");
            items.add(item(paths.get(i), text, text.length, !seen));
        }
        return items;
    }

    private static boolean hasStatus(byte[] text) {
        return Header.of(text).first("Status").filter(it -> it.contains("R")).isPresent();
    }

    private static Item item(String key, byte[] text, long size, boolean fresh) {
        Header header = Header.of(text);
        return new Item(key, value(header, "From"), value(header, "Subject"), value(header, "Date"), size, fresh);
    }

    static String value(Header header, String name) {
        return header.first(name).map(EncodedWords::decode).orElse("");
    }

    /** The files of a Maildir, {@code new/…, cur/…}, oldest first: their names begin with the second of delivery. */
    private List<String> paths(String maildir) throws ErrnoException {
        List<String> paths = new ArrayList<>();
        for (String part : List.of("cur", "new")) {
            for (DirectoryEntry each : files.list(maildir + "/" + part)) {
                if (each.type() == FileType.FILE && !each.name().startsWith(".")) {
                    paths.add(part + "/" + each.name());
                }
            }
        }
        paths.sort(Comparator.comparing(path -> path.substring(4)));
        return paths;
    }

    private String mbox(String path) throws ErrnoException {
        byte[] bytes = files.readAll(path);
        if (bytes.length > MOST_MBOX_BYTES) {
            throw new ErrnoException(Errno.EFBIG);
        }
        return new String(bytes, ISO_8859_1);
    }

    /** The folder at a path. */
    public Optional<Folder> folder(String path) {
        return folders().stream().filter(each -> each.path().equals(path)).findFirst();
    }

    /** A message of a folder. */
    public Opened open(Folder folder, String key) throws ErrnoException {
        if (folder.kind().equals("mbox")) {
            List<String> texts = MboxText.of(mbox(folder.path()));
            int at = key.matches("\\d{1,6}") ? Integer.parseInt(key) : -1;
            if (at < 0 || at >= texts.size()) {
                throw new ErrnoException(Errno.ENOENT);
            }
            return Opened.of(texts.get(at).getBytes(ISO_8859_1));
        }
        if (!paths(folder.path()).contains(key)) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return Opened.of(files.readAll(folder.path() + "/" + key));
    }
}
