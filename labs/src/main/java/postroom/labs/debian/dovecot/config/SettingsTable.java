package postroom.labs.debian.dovecot.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of Dovecot 2.3 and its plugins as Debian ships them, by the kind of section that they stand in:
 * {@code ""} is the outermost, {@code namespace/mailbox} one within a namespace.
 */
final class SettingsTable {
    /** The table of the resource {@code settings}. */
    static final SettingsTable DOVECOT = read(resource("settings"));

    /** Sections of any name and content. */
    private static final Set<String> FREE = Set.of("plugin", "dict");

    private final Map<String, Map<String, Setting>> sections = new HashMap<>();

    private static SettingsTable read(String text) {
        SettingsTable table = new SettingsTable();
        Map<String, Setting> section = new LinkedHashMap<>();
        table.sections.put("", section);
        for (String line : text.split("\n")) {
            if (line.startsWith("[")) {
                section = new LinkedHashMap<>();
                table.sections.put(line.substring(1, line.length() - 1), section);
            } else if (!line.startsWith("#")) {
                Setting setting = Setting.parse(line);
                section.put(setting.name(), setting);
            }
        }
        return table;
    }

    static String resource(String name) {
        String path = "/postroom/labs/debian/dovecot/" + name;
        try (InputStream file = SettingsTable.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(file, path).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of a kind of section; nothing if there is no such kind. */
    Optional<Map<String, Setting>> section(String kind) {
        return Optional.ofNullable(sections.get(kind));
    }

    /** A setting of a kind of section, unless it takes any name. */
    Optional<Setting> find(String kind, String name) {
        return section(kind).map(it -> it.get(name));
    }

    /** Whether sections of that kind take settings of any name ({@code plugin}, {@code dict}). */
    static boolean isFree(String kind) {
        return FREE.contains(kind);
    }
}
