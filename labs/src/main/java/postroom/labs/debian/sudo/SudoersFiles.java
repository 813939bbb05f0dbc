package postroom.labs.debian.sudo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.sudo.SudoersParser.Include;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/**
 * Reads {@code /etc/sudoers} and what it includes. A file that others could have written to does not count.
 *
 * <p>{@link #complaints} gathers what sudo prints about the files, {@link #read} which of them were fine.
 */
final class SudoersFiles {
    static final String MAIN = "/etc/sudoers";
    private static final int MAX_DEPTH = 128;

    private final FileAccess root;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    SudoersFiles(FileAccess root) {
        this.root = root;
    }

    /** What there is to say about the files, a message an element. */
    List<String> complaints() {
        return complaints;
    }

    /** The files that were read without a complaint, in order. */
    List<String> read() {
        return read;
    }

    /** All rules; empty if the main file does not count. */
    Optional<Sudoers> load() {
        Sudoers sudoers = Sudoers.empty();
        return load(MAIN, sudoers, 0) ? Optional.of(sudoers) : Optional.empty();
    }

    /** Reads {@code file} into {@code into}; false if it cannot be used. */
    boolean load(String file, Sudoers into, int depth) {
        String text;
        try {
            Optional<String> wrong = wrong(file, root.stat(file));
            if (wrong.isPresent()) {
                complaints.add("sudo: " + file + " " + wrong.get());
                return false;
            }
            text = new String(root.readAll(file), UTF_8);
        } catch (ErrnoException e) {
            complaints.add("sudo: unable to open " + file + ": " + e.getMessage());
            return false;
        }
        int before = complaints.size();
        int place = read.size();
        new SudoersParser(file, into, include -> include(include, file, into, depth), complaints).parse(text);
        if (complaints.size() == before) {
            read.add(place, file);
        }
        return true;
    }

    private static Optional<String> wrong(String file, Stat stat) {
        if (!stat.isFile()) {
            return Optional.of("is not a regular file");
        }
        if ((stat.mode() & 02) != 0) {
            return Optional.of("is world writable");
        }
        if (stat.uid() != 0) {
            return Optional.of("is owned by uid " + stat.uid() + ", should be 0");
        }
        if ((stat.mode() & 020) != 0 && stat.gid() != 0) {
            return Optional.of("is owned by gid " + stat.gid() + ", should be 0");
        }
        return Optional.empty();
    }

    private void include(Include include, String from, Sudoers into, int depth) {
        String folder = from.substring(0, from.lastIndexOf('/') + 1);
        String path = include.path().startsWith("/") ? include.path() : folder + include.path();
        if (depth >= MAX_DEPTH) {
            complaints.add("sudo: " + path + ": too many levels of includes");
        } else if (include.folder()) {
            inFolder(path).forEach(file -> load(file, into, depth + 1));
        } else {
            load(path, into, depth + 1);
        }
    }

    /** Names with a dot or a tilde at the end are editors' and packages' leftovers. */
    private List<String> inFolder(String folder) {
        try {
            return root.list(folder).stream()
                    .map(DirectoryEntry::name)
                    .filter(name -> !name.contains(".") && !name.endsWith("~"))
                    .map(name -> folder + "/" + name)
                    .filter(this::isFile)
                    .sorted()
                    .toList();
        } catch (ErrnoException e) {
            return List.of();
        }
    }

    private boolean isFile(String path) {
        try {
            return root.stat(path).isFile();
        } catch (ErrnoException e) {
            return false;
        }
    }
}
