package postroom.labs.debian.apt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** Which packages came along with others: {@code /var/lib/apt/extended_states}. */
final class Marks {
    private static final String PATH = "/var/lib/apt/extended_states";

    private final FileAccess files;
    private final TreeMap<String, String> automatic = new TreeMap<>();

    Marks(FileAccess files) throws ErrnoException {
        this.files = files;
        if (files.exists(PATH)) {
            for (Stanza each : Stanza.parseAll(new String(files.readAll(PATH), UTF_8))) {
                if (each.line("Auto-Installed").equals("1")) {
                    automatic.put(each.line("Package"), each.line("Architecture"));
                }
            }
        }
    }

    boolean isAutomatic(String name) {
        return automatic.containsKey(name);
    }

    Set<String> all() {
        return new TreeSet<>(automatic.keySet());
    }

    void automatic(String name, boolean on) {
        if (on) {
            automatic.put(name, "amd64");
        } else {
            automatic.remove(name);
        }
    }

    void save() throws ErrnoException {
        StringBuilder text = new StringBuilder();
        automatic.forEach((name, architecture) -> text.append("Package: ")
                .append(name)
                .append("\nArchitecture: ")
                .append(architecture)
                .append("\nAuto-Installed: 1\n\n"));
        files.writeAll(PATH, text.toString().getBytes(UTF_8));
        files.chmod(PATH, 0644);
    }
}
