package postroom.labs.debian.postfix.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters that Postfix 3.7 is built with, their types and defaults: a resource, taken from {@code postconf -d}. */
public final class ParameterTable {
    private static final Map<String, Parameter> ALL = load();

    private ParameterTable() {}

    /** How a parameter's value is read. */
    public enum Type {
        STR,
        /** A text that is not expanded when it is read. */
        RAW,
        BOOL,
        INT,
        TIME
    }

    /** A parameter; a default that depends on the host is empty here. */
    public record Parameter(String name, Type type, String defaultValue) {}

    /** The parameter of a name. */
    public static Optional<Parameter> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All, by name. */
    public static Map<String, Parameter> all() {
        return ALL;
    }

    private static Map<String, Parameter> load() {
        Map<String, Parameter> all = new TreeMap<>();
        try (InputStream in = ParameterTable.class.getResourceAsStream("/postroom/postfix/parameters.tsv")) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(f -> all.put(
                            f[0],
                            new Parameter(f[0].intern(), Type.valueOf(f[1].toUpperCase(java.util.Locale.ROOT)), f[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(all);
    }
}
