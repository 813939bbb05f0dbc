package postroom.labs.debian.mailutils;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * A mailbox that is a Maildir. Mailutils keeps the number of a message and its own flags in the file's name
 * ({@code ,a=O,u=1:2,S}) and what it knows of the folder in {@code .mu-prop}.
 */
final class MaildirFolder implements Mailbox {
    private static final String INFO = ":2,";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    private final Process process;
    private final String name;
    private final String path;
    private final List<Entry> entries = new ArrayList<>();
    private long next = 1;

    private record Entry(StoredMessage message, String file, String base, long uid) {}

    private MaildirFolder(Process process, String name, String path) {
        this.process = process;
        this.name = name;
        this.path = path;
    }

    /** Opens it; the folders that are missing are made. */
    static MaildirFolder open(Process process, String name, String path) throws ErrnoException {
        for (String each : List.of("", "/tmp", "/new", "/cur")) {
            if (!process.files().exists(path + each)) {
                process.files().mkdir(path + each, 0700);
            }
        }
        MaildirFolder folder = new MaildirFolder(process, name, path);
        folder.grow();
        return folder;
    }

    /** Whether a path is a Maildir. */
    static boolean is(Process process, String path) {
        return List.of("/tmp", "/new", "/cur").stream()
                .allMatch(it -> process.files().exists(path + it));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<StoredMessage> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    @Override
    public boolean grow() throws ErrnoException {
        TreeMap<String, String> found = new TreeMap<>();
        for (String folder : List.of("cur", "new")) {
            for (DirectoryEntry each : process.files().list(path + "/" + folder)) {
                if (each.type() == FileType.FILE && !each.name().startsWith(".")) {
                    found.put(each.name(), folder);
                }
            }
        }
        entries.forEach(it -> found.remove(it.file.substring(4)));
        List<Entry> fresh = new ArrayList<>();
        for (var each : found.entrySet()) {
            process.step();
            fresh.add(read(each.getValue(), each.getKey()));
        }
        fresh.sort(Comparator.comparingLong(it -> it.uid == 0 ? Long.MAX_VALUE : it.uid));
        for (Entry each : fresh) {
            long uid = each.uid == 0 ? next : each.uid;
            next = Math.max(next, uid + 1);
            entries.add(new Entry(each.message, each.file, each.base, uid));
        }
        return !fresh.isEmpty();
    }

    private Entry read(String folder, String file) throws ErrnoException {
        String full = folder + "/" + file;
        String text = Text.of(process.files().readAll(path + "/" + full));
        int blank = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
        String head = blank < 0 ? text : text.substring(0, blank);
        String body = blank < 0 ? "" : text.substring(blank + (blank == 0 ? 1 : 2));
        Header header = Header.parse(head.isEmpty() ? List.of() : List.of(head.split("\n")));
        Instant time = process.files().stat(path + "/" + full).mtime();
        String sender = header.get("Return-Path").orElse("").replaceAll("[<>]", "");
        StoredMessage message = new StoredMessage(sender, DATE.format(time.atZone(ZoneOffset.UTC)), header, body);
        int info = file.indexOf(INFO);
        String stem = info < 0 ? file : file.substring(0, info);
        flags(message, folder, info < 0 ? "" : file.substring(info + INFO.length()));
        String base = stem.replaceFirst("(,a=[A-Za-z]*|,u=[0-9]*)+$", "");
        String uid = stem.replaceFirst("^.*,u=([0-9]{1,9})$", "$1");
        return new Entry(message, full, base, uid.equals(stem) ? 0 : Long.parseLong(uid));
    }

    private static void flags(StoredMessage message, String folder, String letters) {
        message.set(StoredMessage.Attribute.SEEN, folder.equals("cur"));
        message.set(StoredMessage.Attribute.READ, letters.contains("S"));
        message.set(StoredMessage.Attribute.ANSWERED, letters.contains("R"));
        message.set(StoredMessage.Attribute.FLAGGED, letters.contains("F"));
        message.set(StoredMessage.Attribute.DRAFT, letters.contains("D"));
        message.set(StoredMessage.Attribute.FORWARDED, letters.contains("P"));
        message.set(StoredMessage.Attribute.DELETED, letters.contains("T"));
        message.settle();
    }

    private static String letters(StoredMessage message) {
        StringBuilder letters = new StringBuilder();
        letters.append(message.is(StoredMessage.Attribute.DRAFT) ? "D" : "");
        letters.append(message.is(StoredMessage.Attribute.FLAGGED) ? "F" : "");
        letters.append(message.is(StoredMessage.Attribute.FORWARDED) ? "P" : "");
        letters.append(message.is(StoredMessage.Attribute.ANSWERED) ? "R" : "");
        letters.append(message.is(StoredMessage.Attribute.READ) ? "S" : "");
        return letters.toString();
    }

    @Override
    public void flush() throws ErrnoException {
        List<Entry> kept = new ArrayList<>();
        for (Entry each : entries) {
            if (each.message.isDeleted()) {
                process.files().unlink(path + "/" + each.file);
                continue;
            }
            each.message.set(StoredMessage.Attribute.SEEN, true);
            String file = "cur/" + each.base + ",a=O,u=" + each.uid + INFO + letters(each.message);
            if (!file.equals(each.file)) {
                process.files().rename(path + "/" + each.file, path + "/" + file);
            }
            kept.add(new Entry(each.message, file, each.base, each.uid));
        }
        entries.clear();
        entries.addAll(kept);
    }

    @Override
    public void close() throws ErrnoException {
        long now = process.host().clock().instant().getEpochSecond();
        String properties = path + "/.mu-prop";
        String old =
                process.files().exists(properties) ? Text.of(process.files().readAll(properties)) : "";
        String validity = old.lines()
                .filter(it -> it.startsWith("uid-validity: "))
                .map(it -> it.substring("uid-validity: ".length()))
                .findFirst()
                .orElse(Long.toString(now));
        String text = "uidnext: " + next + "\nversion: " + Outgoing.VERSION + "\nuid-validity: " + validity + "\n\n";
        if (!text.equals(old) && process.files().allows(path, 2)) {
            process.files().writeAll(properties, Text.bytes(text));
            process.files().chmod(properties, 0600);
        }
    }

    @Override
    public void append(StoredMessage message) throws ErrnoException {
        Instant now = process.host().clock().instant();
        String base = now.getEpochSecond() + ".M" + now.getNano() / 1000 + "P" + process.pid() + "Q" + entries.size()
                + "." + process.host().name();
        String info = message.isRecent() && letters(message).isEmpty() ? "" : INFO + letters(message);
        String file = (info.isEmpty() ? "new/" + base : "cur/" + base + ",a=O,u=" + next + info);
        process.files().writeAll(path + "/tmp/" + base, Text.bytes(message.text()));
        process.files().chmod(path + "/tmp/" + base, 0600);
        process.files().rename(path + "/tmp/" + base, path + "/" + file);
        grow();
    }
}
