package postroom.labs.debian.dovecot.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/**
 * Dovecot's configuration as it was read at one time: the services that it has without any, and what the files say.
 *
 * <p>Immutable once read; safe for use by many threads.
 */
public final class DovecotConfig {
    /** Where it begins. */
    public static final String FILE = "/etc/dovecot/dovecot.conf";

    /** Sections that are conditions. */
    static final Set<String> FILTERS = Set.of("protocol", "local", "local_name", "remote");

    private static final Set<String> PROTOCOLS = Set.of("imap", "pop3", "lmtp", "submission");

    private final String file;
    private final Section root;
    private final Map<String, byte[]> files;
    private final List<String> warnings;
    private final Optional<String> unclosed;

    DovecotConfig(
            String file, Section root, Map<String, byte[]> files, List<String> warnings, Optional<String> unclosed) {
        this.file = file;
        this.root = root;
        this.files = new TreeMap<>(files);
        this.warnings = List.copyOf(warnings);
        this.unclosed = unclosed;
    }

    /** Reads a configuration with all that it includes. */
    public static DovecotConfig read(ConfigFiles files, String file) throws ConfigException {
        return new ConfigReader(files).read(file);
    }

    /** The outermost section. */
    public Section root() {
        return root;
    }

    /** The file that it began with. */
    public String file() {
        return file;
    }

    /** The files that were read, path to content: what it takes to read the same again. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** Lines to print as warnings while it is read. */
    public List<String> warnings() {
        return warnings;
    }

    /** A setting, as a protocol sees it: {@code protocol imap { … }} goes before what is said outside. */
    public String get(String setting, String protocol) {
        for (Section each : root.sections("protocol")) {
            boolean meant = each.name().startsWith("!")
                    ? !each.name().substring(1).equals(protocol)
                    : each.name().equals(protocol);
            if (meant && each.said(setting).isPresent()) {
                return each.get(setting);
            }
        }
        return root.get(setting);
    }

    /** The protocols that are served. */
    public List<String> protocols() {
        return Arrays.stream(root.get("protocols").trim().split("\\s+"))
                .filter(it -> !it.isEmpty() && !it.equals("none"))
                .toList();
    }

    /**
     * The complaint about the first setting whose file ({@code <FILE}) cannot be read by somebody; nothing if all can.
     *
     * @return the message behind {@code Error in configuration file}
     */
    public Optional<String> missingFile(FileAccess disk) {
        for (Map.Entry<String, String> each : root.values().entrySet()) {
            String path = each.getValue().startsWith("<")
                    ? each.getValue().substring(1).strip()
                    : "";
            if (!path.isEmpty()) {
                try {
                    disk.readAll(path);
                } catch (ErrnoException e) {
                    return Optional.of(root.place(each.getKey()) + ": " + each.getKey() + ": Can't open file " + path
                            + ": " + e.errno().text());
                }
            }
        }
        return Optional.empty();
    }

    /** The complaint about a section that has no end, if there is one. */
    public Optional<String> unclosed() {
        return unclosed;
    }

    /**
     * What is wrong with it as a whole, in Dovecot's words; nothing if it can be used.
     *
     * @return the message, without the file
     */
    public Optional<String> fault() {
        for (String each : protocols()) {
            if (!PROTOCOLS.contains(each)) {
                return Optional.of("protocols: Unknown protocol: " + each);
            }
        }
        int number = 0;
        for (Section each : root.sections("service")) {
            number++;
            if (each.name().isEmpty()) {
                return Optional.of("Service #" + number + " is missing name");
            }
        }
        for (String type : List.of("passdb", "userdb")) {
            for (Section each : root.sections(type)) {
                if (each.get("driver").isEmpty()) {
                    return Optional.of(type + " is missing driver");
                }
            }
        }
        return Workarounds.fault(root);
    }
}
