package postroom.labs.debian.adduser;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** {@code adduser.conf(5)} and {@code deluser.conf(5)}: {@code KEY=value} lines over built-in values. */
final class Configuration {
    private final Map<String, String> values = new HashMap<>();
    private final boolean found;

    Configuration(FileAccess files, String path) {
        Optional<String> text = read(files, path);
        found = text.isPresent();
        text.orElse("")
                .lines()
                .map(String::strip)
                .filter(it -> !it.startsWith("#") && it.indexOf('=') > 0)
                .forEach(it -> values.put(
                        it.substring(0, it.indexOf('=')).strip(),
                        it.substring(it.indexOf('=') + 1).strip().replaceAll("^[\"']|[\"']$", "")));
    }

    private static Optional<String> read(FileAccess files, String path) {
        try {
            return Optional.of(new String(files.readAll(path), StandardCharsets.UTF_8));
        } catch (ErrnoException missing) {
            return Optional.empty();
        }
    }

    /** Whether there is such a file; without one, the built-in values hold. */
    boolean isFound() {
        return found;
    }

    String text(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    int number(String key, int fallback) {
        String text = values.get(key);
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : fallback;
    }

    boolean yes(String key, boolean fallback) {
        String text = values.get(key);
        return text == null ? fallback : text.matches("(?i)yes|1");
    }
}
