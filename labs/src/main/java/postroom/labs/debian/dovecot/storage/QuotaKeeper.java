package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;
import postroom.server.mailbox.ModifiedUtf7;
import postroom.server.mailbox.QuotaRoot;

/**
 * Keeps the quota of a user's Maildirs: counts what is there and refuses what would be too much. The driver
 * {@code maildir} keeps its count in the file {@code maildirsize} and believes it; the others count the messages.
 */
public final class QuotaKeeper {
    /** No quota at all. */
    static final QuotaKeeper NONE = new QuotaKeeper(List.of(), null, "", "");

    private static final String FULL = "Quota exceeded (mailbox for user is full)";
    private static final int LARGEST_FILE = 5120;

    private final List<Quota> roots;
    private final FileAccess disk;
    private final String folder;
    private final String message;

    /** What there is. */
    public record Usage(long bytes, long messages) {
        private Usage plus(Usage other) {
            return new Usage(bytes + other.bytes, messages + other.messages);
        }
    }

    /**
     * The quotas of a user.
     *
     * @param disk in the user's name
     * @param folder of all mailboxes
     * @param message what over-quota is called; empty for Dovecot's words
     */
    QuotaKeeper(List<Quota> roots, FileAccess disk, String folder, String message) {
        this.roots = List.copyOf(roots);
        this.disk = disk;
        this.folder = folder;
        this.message = message.isEmpty() ? FULL : message;
    }

    /** The quotas. */
    public List<Quota> roots() {
        return roots;
    }

    /** What somebody is told whose mailbox is full. */
    public String message() {
        return message;
    }

    /** Refuses messages for which there is no room. */
    void check(String mailbox, long bytes, int messages) throws MailboxException {
        try {
            for (Quota each : roots) {
                if (!each.flags().contains("noenforcing") && !fits(each, mailbox, bytes, messages)) {
                    throw new MailboxException(Reason.OVER_QUOTA, message);
                }
            }
        } catch (ErrnoException e) {
            throw new MailboxException(
                    Reason.INTERNAL,
                    "Internal quota calculation error: " + e.errno().text());
        }
    }

    private boolean fits(Quota root, String mailbox, long bytes, int messages) throws ErrnoException {
        OptionalLong most = root.bytes(mailbox);
        OptionalLong mostMessages = root.messages(mailbox);
        if (most.isEmpty() && mostMessages.isEmpty()) {
            return true;
        }
        Usage used = usage(root);
        boolean full = most.isPresent()
                && (used.bytes > most.getAsLong()
                        || used.bytes + bytes > most.getAsLong() + root.graceOf(most.getAsLong()));
        return !full && (mostMessages.isEmpty() || used.messages + messages <= mostMessages.getAsLong());
    }

    /** Whether not even an empty message fits. */
    public boolean isFull() throws ErrnoException {
        for (Quota each : roots) {
            if (!each.flags().contains("noenforcing") && !fits(each, "INBOX", 0, 1)) {
                return true;
            }
        }
        return false;
    }

    /** Messages have come (positive numbers) or gone. */
    void changed(String mailbox, long bytes, int messages) throws ErrnoException {
        for (Quota each : roots) {
            if (each.driver().equals("maildir") && !each.ignores(mailbox)) {
                Optional<Usage> noted = noted(each);
                if (noted.isEmpty() || bytes < 0 && isOver(each, noted.get())) {
                    recalculate(each);
                } else {
                    disk.append(sizeFile(), (bytes + " " + messages + "\n").getBytes(US_ASCII));
                }
            }
        }
    }

    private static boolean isOver(Quota root, Usage used) {
        OptionalLong most = root.bytes("*");
        OptionalLong mostMessages = root.messages("*");
        return most.isPresent() && used.bytes >= most.getAsLong()
                || mostMessages.isPresent() && used.messages >= mostMessages.getAsLong();
    }

    /** What there is, as a root counts it. */
    public Usage usage(Quota root) throws ErrnoException {
        if (!root.driver().equals("maildir")) {
            return counted(root);
        }
        Optional<Usage> noted = noted(root);
        return noted.isPresent() ? noted.get() : recalculate(root);
    }

    /** Counts anew, and notes it where it is kept. */
    public Usage recalculate(Quota root) throws ErrnoException {
        Usage now = counted(root);
        if (root.driver().equals("maildir")) {
            Folders.make(disk, folder);
            disk.writeAll(sizeFile(), (header(root) + "\n" + now.bytes + " " + now.messages + "\n").getBytes(US_ASCII));
            disk.chmod(sizeFile(), 0600);
        }
        return now;
    }

    private String sizeFile() {
        return folder + "/maildirsize";
    }

    private static String header(Quota root) {
        List<String> parts = new ArrayList<>();
        root.bytes("*").ifPresent(it -> parts.add(it + "S"));
        root.messages("*").ifPresent(it -> parts.add(it + "C"));
        return String.join(",", parts);
    }

    /** What {@code maildirsize} says; nothing if it must be written anew. */
    private Optional<Usage> noted(Quota root) throws ErrnoException {
        if (!disk.exists(sizeFile())) {
            return Optional.empty();
        }
        String text = new String(disk.readAll(sizeFile()), US_ASCII);
        String[] lines = text.split("\n");
        if (text.length() > LARGEST_FILE || !lines[0].strip().equals(header(root)) || lines.length < 2) {
            return Optional.empty();
        }
        Usage sum = new Usage(0, 0);
        for (int i = 1; i < lines.length; i++) {
            String[] numbers = lines[i].strip().split("\\s+");
            if (numbers.length != 2 || !numbers[0].matches("-?[0-9]{1,15}") || !numbers[1].matches("-?[0-9]{1,9}")) {
                return Optional.empty();
            }
            sum = sum.plus(new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
        }
        return sum.bytes < 0 || sum.messages < 0 ? Optional.empty() : Optional.of(sum);
    }

    private Usage counted(Quota root) throws ErrnoException {
        Usage sum = new Usage(0, 0);
        if (!disk.exists(folder)) {
            return sum;
        }
        boolean virtual = !root.driver().equals("maildir");
        if (!root.ignores("INBOX")) {
            sum = sum.plus(countedIn(folder, virtual));
        }
        for (DirectoryEntry each : disk.list(folder)) {
            if (each.type() == FileType.DIRECTORY && each.name().matches("\\.[^.].*")) {
                String name = each.name().substring(1);
                if (!root.ignores(ModifiedUtf7.decode(name).orElse(name))) {
                    sum = sum.plus(countedIn(folder + "/" + each.name(), virtual));
                }
            }
        }
        return sum;
    }

    private Usage countedIn(String path, boolean virtual) throws ErrnoException {
        long bytes = 0;
        long messages = 0;
        for (String part : List.of("/new", "/cur")) {
            if (!disk.exists(path + part)) {
                continue;
            }
            for (DirectoryEntry each : disk.list(path + part)) {
                if (each.type() == FileType.FILE && !each.name().startsWith(".")) {
                    bytes += size(path + part + "/" + each.name(), virtual);
                    messages++;
                }
            }
        }
        return new Usage(bytes, messages);
    }

    /** A size is in the file's name ({@code S=} stored, {@code W=} with CR LF), or found by looking. */
    private long size(String path, boolean virtual) throws ErrnoException {
        for (String field : path.substring(path.lastIndexOf('/') + 1)
                .replaceFirst(":2,.*", "")
                .split(",")) {
            if (field.matches((virtual ? "W" : "S") + "=[0-9]{1,12}")) {
                return Long.parseLong(field.substring(2));
            }
        }
        return virtual
                ? NetworkText.length(disk.readAll(path))
                : disk.stat(path).size();
    }

    /** The roots as clients see them. */
    List<QuotaRoot> view() throws ErrnoException {
        List<QuotaRoot> all = new ArrayList<>();
        for (Quota each : roots) {
            Usage used = usage(each);
            List<QuotaRoot.Resource> resources = new ArrayList<>();
            each.bytes("*")
                    .ifPresent(it ->
                            resources.add(new QuotaRoot.Resource("STORAGE", (used.bytes + 1023) / 1024, it / 1024)));
            each.messages("*").ifPresent(it -> resources.add(new QuotaRoot.Resource("MESSAGE", used.messages, it)));
            if (!each.flags().contains("hidden")) {
                all.add(new QuotaRoot(each.name(), resources));
            }
        }
        return all;
    }
}
