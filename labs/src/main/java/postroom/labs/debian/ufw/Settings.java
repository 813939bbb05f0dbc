package postroom.labs.debian.ufw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** {@code /etc/default/ufw} and {@code /etc/ufw/ufw.conf}: policies, whether ufw is on, what it logs. */
final class Settings {
    static final String DEFAULTS = "/etc/default/ufw";
    static final String CONF = "/etc/ufw/ufw.conf";

    private final Map<String, String> values = new HashMap<>();

    static Settings read(FileAccess files) throws UfwError {
        Settings settings = new Settings();
        for (String path : new String[] {DEFAULTS, CONF}) {
            try {
                settings.add(new String(files.readAll(path), UTF_8));
            } catch (ErrnoException missing) {
                throw new UfwError("Couldn't stat '" + path + "'");
            }
        }
        return settings;
    }

    void add(String text) {
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).matches("\\w+")) {
                String value = line.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", "");
                values.put(line.substring(0, equals).toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Changes a line of a file, or adds it. */
    void set(FileAccess files, String path, String name, String value) throws ErrnoException {
        StringBuilder out = new StringBuilder();
        boolean found = false;
        for (String line : new String(files.readAll(path), UTF_8).split("(?<=\n)")) {
            boolean its = line.startsWith(name + "=");
            found |= its;
            out.append(its ? name + "=" + value + "\n" : line);
        }
        if (!found) {
            out.append(name).append('=').append(value).append('\n');
        }
        files.writeAll(path, out.toString().getBytes(UTF_8));
        values.put(name.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT).replaceAll("^[\"']|[\"']$", ""));
    }

    boolean enabled() {
        return values.getOrDefault("enabled", "no").equals("yes");
    }

    boolean ipv6() {
        return values.getOrDefault("ipv6", "yes").equals("yes");
    }

    /** {@code allow}, {@code deny} or {@code reject} for {@code input}, {@code output} or {@code forward}. */
    String policy(String chain) {
        return switch (values.getOrDefault("default_" + chain + "_policy", "drop")) {
            case "accept" -> "allow";
            case "reject" -> "reject";
            default -> "deny";
        };
    }

    String applicationPolicy() {
        return switch (values.getOrDefault("default_application_policy", "skip")) {
            case "accept" -> "allow";
            case "drop" -> "deny";
            case "reject" -> "reject";
            default -> "skip";
        };
    }

    String logLevel() {
        return values.getOrDefault("loglevel", "low");
    }
}
