package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.ErrnoException;

/** A user's scripts ({@code ~/sieve}), of which a symbolic link ({@code ~/.dovecot.sieve}) leads to the active one. */
public final class Storage {
    private static final String SUFFIX = ".sieve";

    private final FileAccess files;
    private final Location location;

    /** The scripts at a location, for a user's file access. */
    public Storage(FileAccess files, Location location) {
        this.files = files;
        this.location = location;
    }

    /** Whether a name can be that of a script. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() < 250
                && !name.startsWith(".")
                && name.indexOf('/') < 0
                && name.chars().allMatch(it -> it >= ' ' && it != 127);
    }

    private String path(String name) {
        return location.storage() + "/" + name + SUFFIX;
    }

    /** The path of the active link. */
    public String activePath() {
        return location.active();
    }

    /** The names of all scripts. */
    public List<String> names() throws ErrnoException {
        List<String> out = new ArrayList<>();
        if (files.exists(location.storage())) {
            for (DirectoryEntry each : files.list(location.storage())) {
                String name = each.name();
                if (name.endsWith(SUFFIX) && name.length() > SUFFIX.length() && !name.startsWith(".")) {
                    out.add(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
        }
        return out;
    }

    /** Whether there is a script. */
    public boolean has(String name) {
        return files.exists(path(name));
    }

    /** A script's text. */
    public String get(String name) throws ErrnoException {
        return new String(files.readAll(path(name)), UTF_8);
    }

    /** Stores a script. */
    public void put(String name, String text) throws ErrnoException {
        for (String folder : List.of(location.storage(), location.storage() + "/tmp")) {
            if (!files.exists(folder)) {
                files.mkdir(folder, 0700);
            }
        }
        files.writeAll(path(name), text.getBytes(UTF_8));
        files.chmod(path(name), 0600);
    }

    /** Deletes a script, and what was compiled of it. */
    public void delete(String name) throws ErrnoException {
        files.unlink(path(name));
        if (files.exists(Binary.path(path(name)))) {
            files.unlink(Binary.path(path(name)));
        }
    }

    /** Gives a script another name. */
    public void rename(String from, String to) throws ErrnoException {
        boolean active = active().filter(from::equals).isPresent();
        files.rename(path(from), path(to));
        if (active) {
            activate(to);
        }
    }

    /** The active script, if the link leads to one of these. */
    public Optional<String> active() {
        try {
            String target = files.readlink(location.active());
            String name = target.substring(target.lastIndexOf('/') + 1);
            return name.endsWith(SUFFIX)
                    ? Optional.of(name.substring(0, name.length() - SUFFIX.length()))
                    : Optional.empty();
        } catch (ErrnoException noLink) {
            return Optional.empty();
        }
    }

    /** Whether a file stands where the link should be. */
    public boolean hasFile() {
        try {
            return files.lstat(location.active()).type() == FileType.FILE;
        } catch (ErrnoException none) {
            return false;
        }
    }

    /** Takes the file that stands in the link's place among the scripts. @return its path there */
    public String moveFile() throws ErrnoException {
        String path = path("dovecot.orig");
        files.rename(location.active(), path);
        return path;
    }

    /** Lets the link lead to a script. */
    public void activate(String name) throws ErrnoException {
        deactivate();
        String folder = location.active().substring(0, location.active().lastIndexOf('/') + 1);
        String target = path(name);
        files.symlink(target.startsWith(folder) ? target.substring(folder.length()) : target, location.active());
    }

    /** Deletes the link. */
    public void deactivate() throws ErrnoException {
        if (active().isPresent()) {
            files.unlink(location.active());
        }
    }
}
