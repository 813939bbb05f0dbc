package postroom.labs.debian.postfix.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What main.cf says, nothing expanded ({@code postconf(5)}).
 *
 * <p>A parameter that is set twice has its last value, and a warning; what is not {@code name = value} is fatal.
 */
public final class MainCf {
    private final String path;
    private final Map<String, String> values;

    private MainCf(String path, Map<String, String> values) {
        this.path = path;
        this.values = Collections.unmodifiableMap(values);
    }

    /** Without any setting. */
    public static MainCf empty(String path) {
        return new MainCf(path, new LinkedHashMap<>());
    }

    /**
     * Reads a file's text.
     *
     * @param path names the file in messages
     * @throws Fatal {@code missing '=' after attribute name}, {@code missing attribute name}
     */
    public static MainCf parse(String path, String text, Msg msg) {
        Map<String, String> values = new LinkedHashMap<>();
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            if (line.startsBlank()) {
                msg.warning(path + ": logical line must not start with whitespace: \"" + first(30, line.text()) + "\"");
                continue;
            }
            NameValue pair = NameValue.parse(line.text(), path + ", line " + line.last() + ": ");
            String earlier = values.put(pair.name(), pair.value());
            if (earlier != null) {
                msg.warning(
                        path + ", line " + line.last() + ": overriding earlier entry: " + pair.name() + "=" + earlier);
            }
        }
        return new MainCf(path, values);
    }

    private static String first(int count, String text) {
        return text.length() <= count ? text : text.substring(0, count) + "...";
    }

    /** The file's path. */
    public String path() {
        return path;
    }

    /** The value as it is written, if the parameter is set. */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All settings in the order of the file. */
    public Map<String, String> values() {
        return values;
    }
}
