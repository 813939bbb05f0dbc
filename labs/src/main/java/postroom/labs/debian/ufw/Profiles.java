package postroom.labs.debian.ufw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** The application profiles in {@code /etc/ufw/applications.d}: which ports a program needs. */
final class Profiles {
    private static final String FOLDER = "/etc/ufw/applications.d";

    private final Map<String, Profile> all = new TreeMap<>();

    /** A profile; its ports as {@code 80,443/tcp}. */
    record Profile(String name, String title, String description, List<String> ports) {}

    /** Reads those that have everything they need. */
    static Profiles read(FileAccess files) throws ErrnoException {
        Profiles found = new Profiles();
        if (!files.exists(FOLDER)) {
            return found;
        }
        List<String> names = files.list(FOLDER).stream()
                .map(DirectoryEntry::name)
                .filter(it -> !it.startsWith(".") && !it.matches(".*(\\.dpkg-.*|\\.rpm.*|~)"))
                .sorted()
                .toList();
        for (String name : names) {
            if (files.stat(FOLDER + "/" + name).isFile()) {
                found.file(new String(files.readAll(FOLDER + "/" + name), UTF_8));
            }
        }
        return found;
    }

    private void file(String text) {
        String section = "";
        Map<String, String> fields = new HashMap<>();
        for (String line : (text + "\n[").split("\n")) {
            String plain = line.strip();
            if (plain.startsWith("[")) {
                add(section, fields);
                section = plain.replaceAll("^\\[|]$", "");
                fields = new HashMap<>();
            } else if (plain.indexOf('=') > 0 && !plain.startsWith("#") && !plain.startsWith(";")) {
                int equals = plain.indexOf('=');
                fields.put(
                        plain.substring(0, equals).strip(),
                        plain.substring(equals + 1).strip());
            }
        }
    }

    private void add(String name, Map<String, String> fields) {
        boolean whole = isValidName(name)
                && List.of("title", "description", "ports").stream()
                        .allMatch(it -> !fields.getOrDefault(it, "").isEmpty());
        if (whole) {
            List<String> ports = Arrays.asList(fields.get("ports").split("\\|"));
            all.put(name, new Profile(name, fields.get("title"), fields.get("description"), ports));
        }
    }

    /** Whether a word can be a profile's name: what is not a number. */
    static boolean isValidName(String name) {
        return !name.equals("all") && !name.matches("[+-]?\\d+") && name.matches("[a-zA-Z0-9][a-zA-Z0-9 _.+-]{0,63}");
    }

    Map<String, Profile> all() {
        return all;
    }

    /** The full name of one that is given without regard to case. */
    String name(String given) throws UfwError {
        if (all.containsKey(given)) {
            return given;
        }
        List<String> found =
                all.keySet().stream().filter(it -> it.equalsIgnoreCase(given)).toList();
        if (found.size() > 1) {
            throw new UfwError("Found multiple matches for '" + given + "'. Please use exact profile name");
        }
        if (found.isEmpty()) {
            throw new UfwError("Could not find a profile matching '" + given + "'");
        }
        return found.get(0);
    }
}
