package postroom.labs.debian.passwd;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;

/** {@code login.defs(5)}: which numbers new users and groups get, and other site rules. */
final class LoginDefs {
    private final Map<String, String> values = new HashMap<>();

    LoginDefs(FileAccess files) {
        TextFile.lines(files, "/etc/login.defs").stream()
                .map(String::strip)
                .filter(it -> !it.startsWith("#") && !it.isEmpty())
                .map(it -> it.split("\\s+", 2))
                .filter(it -> it.length == 2)
                .forEach(it -> values.put(it[0], it[1]));
    }

    /** {@code -K KEY=VALUE}. */
    void override(String assignment) {
        int equals = assignment.indexOf('=');
        values.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    String text(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    int number(String key, int fallback) {
        String text = values.get(key);
        return text != null && text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : fallback;
    }

    /**
     * A number for a new user or group: for ordinary ones the one after the highest in use, for system ones the one
     * before the lowest.
     *
     * @param kind UID or GID
     * @return -1 if all are taken
     */
    int free(String kind, boolean system, Set<Integer> used) {
        int min = system ? number("SYS_" + kind + "_MIN", 101) : number(kind + "_MIN", 1000);
        int max = system
                ? number("SYS_" + kind + "_MAX", number(kind + "_MIN", 1000) - 1)
                : number(kind + "_MAX", 60_000);
        if (system) {
            int lowestUsed = min;
            while (lowestUsed <= max && !used.contains(lowestUsed)) {
                lowestUsed++;
            }
            for (int id = lowestUsed > min ? lowestUsed - 1 : max; id >= min; id--) {
                if (!used.contains(id)) {
                    return id;
                }
            }
            return -1;
        }
        int highest = used.stream()
                .mapToInt(Integer::intValue)
                .filter(id -> id >= min && id <= max)
                .max()
                .orElse(min - 1);
        return highest < max ? highest + 1 : lowest(min, max, used);
    }

    private static int lowest(int min, int max, Set<Integer> used) {
        for (int id = min; id <= max; id++) {
            if (!used.contains(id)) {
                return id;
            }
        }
        return -1;
    }
}
