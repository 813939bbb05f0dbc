package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;

/**
 * The keywords of a Maildir: {@code dovecot-keywords} has a number and a name in each line; in file names the letter
 * {@code a} stands for number 0, and so on. The system flags have capital letters.
 */
final class Keywords {
    /** The file's name in the mailbox' folder. */
    static final String FILE = "dovecot-keywords";

    /** Letters there are. */
    static final int LIMIT = 26;

    private static final String LETTERS = "RFTSD";

    private final List<String> names = new ArrayList<>();
    private boolean changed;

    /** Reads the file; no keywords if there is none. */
    static Keywords read(FileAccess disk, String folder) throws ErrnoException {
        Keywords keywords = new Keywords();
        try {
            for (String line : new String(disk.readAll(folder + "/" + FILE), UTF_8).split("\n")) {
                int blank = line.indexOf(' ');
                if (blank > 0 && line.substring(0, blank).matches("[0-9]{1,2}")) {
                    keywords.put(Integer.parseInt(line.substring(0, blank)), line.substring(blank + 1));
                }
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        return keywords;
    }

    private void put(int number, String name) {
        while (number < LIMIT && names.size() <= number) {
            names.add("unknown-" + names.size());
        }
        if (number < LIMIT) {
            names.set(number, name);
        }
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** The flags that the letters behind {@code :2,} say. */
    MailFlags flags(String letters) {
        int bits = 0;
        List<String> keywords = new ArrayList<>();
        for (char c : letters.toCharArray()) {
            int at = LETTERS.indexOf(c);
            if (at >= 0) {
                bits |= 1 << at;
            } else if (c >= 'a' && c - 'a' < names.size()) {
                keywords.add(names.get(c - 'a'));
            }
        }
        return new MailFlags(bits, keywords);
    }

    /**
     * The letters for flags; unknown keywords get the next numbers, as long as there are some.
     *
     * @param old letters before; those that mean nothing to Dovecot stay
     */
    String letters(MailFlags flags, String old) {
        StringBuilder out = new StringBuilder();
        for (char c : old.toCharArray()) {
            if (LETTERS.indexOf(c) < 0 && !(c >= 'a' && c <= 'z') && out.indexOf(String.valueOf(c)) < 0) {
                out.append(c);
            }
        }
        for (int i = 0; i < LETTERS.length(); i++) {
            if (flags.has(1 << i)) {
                out.append(LETTERS.charAt(i));
            }
        }
        for (String each : flags.keywords()) {
            int number = number(each);
            if (number >= 0) {
                out.append((char) ('a' + number));
            }
        }
        char[] letters = out.toString().toCharArray();
        java.util.Arrays.sort(letters);
        return new String(letters);
    }

    private int number(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        if (names.size() >= LIMIT) {
            return -1;
        }
        names.add(name);
        changed = true;
        return names.size() - 1;
    }

    /** Writes the file if there is something new. */
    void save(FileAccess disk, String folder) throws ErrnoException {
        if (!changed) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(i).append(' ').append(names.get(i)).append('\n');
        }
        disk.writeAll(folder + "/" + FILE, text.toString().getBytes(UTF_8));
        changed = false;
    }
}
