package postroom.labs.debian.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** Changes {@code /var/lib/dpkg}: the states of packages, and the files that say what is theirs. */
public final class DpkgStore {
    private static final String STATUS = "/var/lib/dpkg/status";
    private static final String INFO = "/var/lib/dpkg/info/";

    private final FileAccess files;
    private PackageDatabase database;

    /** Opens the database. */
    public DpkgStore(FileAccess files) throws ErrnoException {
        this.files = files;
        this.database = PackageDatabase.read(files);
    }

    PackageDatabase database() {
        return database;
    }

    /** A package's paragraph, whatever its state. */
    public Optional<Stanza> find(String name) {
        return database.find(name);
    }

    /** The paragraphs of all packages that are there, by name. */
    public List<Stanza> all() {
        return database.packages();
    }

    /** True if a package is unpacked and set up. */
    public boolean isInstalled(String name) {
        return find(name).filter(PackageDatabase::isInstalled).isPresent();
    }

    /** The paths of a package. */
    public List<String> paths(Stanza each) {
        return database.paths(each);
    }

    /** What dpkg prints while it reads its database, on a terminal one above the other. */
    public String reading() {
        StringBuilder out = new StringBuilder("(Reading database ... ");
        for (int percent = 5; percent <= 100; percent += 5) {
            out.append("\r(Reading database ... ").append(percent).append('%');
        }
        return out.append("\r(Reading database ... ")
                .append(pathCount())
                .append(" files and directories currently installed.)\n")
                .toString();
    }

    private long pathCount() {
        return database.packages().stream()
                .flatMap(it -> database.paths(it).stream())
                .distinct()
                .count();
    }

    /** The name with its architecture where dpkg shows it. */
    public static String binaryName(Stanza each) {
        return PackageDatabase.binaryName(each);
    }

    /** Enters a package or its new state. */
    public void put(Stanza changed) throws ErrnoException {
        List<Stanza> all = without(changed.line("Package"));
        all.add(changed);
        save(all);
    }

    /** Takes a package out. */
    public void remove(String name) throws ErrnoException {
        save(without(name));
    }

    private List<Stanza> without(String name) {
        List<Stanza> all = new ArrayList<>(database.packages());
        all.removeIf(it -> it.line("Package").equals(name));
        return all;
    }

    private void save(List<Stanza> all) throws ErrnoException {
        all.sort((a, b) -> a.line("Package").compareTo(b.line("Package")));
        String text = all.stream().map(it -> it.text() + "\n").collect(Collectors.joining());
        files.writeAll(STATUS + "-new", text.getBytes(UTF_8));
        files.chmod(STATUS + "-new", 0644);
        files.rename(STATUS + "-new", STATUS);
        database = new PackageDatabase(files, all);
    }

    /** A package's paragraph with another state ({@code install ok unpacked}). */
    public static Stanza withStatus(Stanza control, String status) {
        Map<String, String> fields = new LinkedHashMap<>();
        control.fields().forEach((name, value) -> {
            if (!name.equals("Config-Version")) {
                fields.put(name, name.equals("Status") ? status : value);
            }
            if (name.equals("Version") && status.endsWith("config-files")) {
                fields.put("Config-Version", value);
            }
        });
        return new Stanza(fields);
    }

    /** Sets the state of a package that is known. */
    public void status(String name, String status) throws ErrnoException {
        Optional<Stanza> found = find(name);
        if (found.isPresent()) {
            put(withStatus(found.get(), status));
        }
    }

    /** Where a package's file of a kind is: {@code list}, {@code postinst}. */
    public static String info(Stanza control, String kind) {
        return INFO + PackageDatabase.binaryName(control) + "." + kind;
    }

    /** Writes the list of a package's paths. */
    public void paths(Stanza control, List<String> paths) throws ErrnoException {
        String path = info(control, "list");
        files.writeAll(path, (String.join("\n", paths) + "\n").getBytes(UTF_8));
        files.chmod(path, 0644);
    }

    /** The paths of a package's files that are the host's to change ({@code Conffiles}). */
    public static List<String> conffiles(Stanza control) {
        return control.fields()
                .getOrDefault("Conffiles", "")
                .lines()
                .map(String::strip)
                .filter(it -> it.startsWith("/"))
                .map(it -> it.split(" ")[0])
                .toList();
    }
}
