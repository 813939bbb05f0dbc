package postroom.labs.debian.postfix.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.NameValue;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.io.ErrnoException;

/**
 * The tables that one program has opened, by type and name. A table is opened once; one that could not be opened stays
 * unavailable as long as the program runs.
 */
public final class Tables {
    /** The types that can be opened, as {@code postconf -m} lists them. */
    public static final List<String> TYPES = List.of(
            "btree",
            "cidr",
            "environ",
            "fail",
            "hash",
            "inline",
            "internal",
            "pipemap",
            "proxy",
            "regexp",
            "static",
            "texthash",
            "unionmap",
            "unix");

    private final TableFiles files;
    private final Msg msg;
    private final Map<String, LookupTable> open = new HashMap<>();

    /** Nothing is open yet; {@code msg} is told of what cannot be opened. */
    public Tables(TableFiles files, Msg msg) {
        this.files = files;
        this.msg = msg;
    }

    /** The table of {@code type:name}. */
    public LookupTable open(String spec) {
        LookupTable known = open.get(spec);
        if (known == null || !known.isCurrent()) {
            known = make(spec);
            open.put(spec, known);
        }
        return known;
    }

    private LookupTable make(String spec) {
        int colon = spec.indexOf(':');
        if (colon < 0) {
            return unavailable(spec, "open dictionary: expecting \"type:name\" form instead of \"" + spec + "\"");
        }
        String type = spec.substring(0, colon);
        String name = spec.substring(colon + 1);
        try {
            return switch (type) {
                case "hash", "btree" -> db(spec, type, name);
                case "texthash" -> new ConstantTable(spec, MapSource.parse(name, text(name), msg), true);
                case "regexp" -> new PatternTable(spec, type, name, source(name), msg);
                case "cidr" -> new CidrTable(spec, name, source(name), msg);
                case "static" -> fixed(spec, name);
                case "inline" -> inline(spec, name);
                case "environ" -> new ConstantTable(spec, files.environment(), false);
                case "internal" -> new ConstantTable(spec, Map.of(), false);
                case "unix" -> unix(spec, name);
                case "proxy" -> open(name);
                case "pipemap", "unionmap" -> combined(spec, type, name);
                case "fail" -> unavailable(spec, "always fails");
                default -> unsupported(spec, type);
            };
        } catch (ErrnoException e) {
            return unavailable(spec, "open " + name + ": " + e.getMessage());
        }
    }

    private LookupTable unsupported(String spec, String type) {
        String reason = "unsupported dictionary type: " + type;
        boolean packaged = List.of("pcre", "ldap", "mysql", "pgsql", "sqlite", "lmdb", "cdb")
                .contains(type);
        msg.error(packaged ? reason + ". Is the postfix-" + type + " package installed?" : reason);
        return new UnavailableTable(spec, reason, msg);
    }

    private LookupTable unavailable(String spec, String reason) {
        msg.error(reason);
        return new UnavailableTable(spec, reason, msg);
    }

    private LookupTable db(String spec, String type, String name) {
        String path = name + ".db";
        try {
            Optional<Map<String, String>> entries = DbFile.decode(files.read(path));
            if (entries.isEmpty()) {
                return unavailable(spec, "open database " + path + ": Invalid argument");
            }
            return new DbTable(spec, files, path, entries.get());
        } catch (ErrnoException e) {
            return unavailable(spec, "open database " + path + ": " + e.getMessage());
        }
    }

    private LookupTable unix(String spec, String name) {
        if (name.equals("passwd.byname") || name.equals("group.byname")) {
            return new PasswdTable(spec, files, name.startsWith("group"));
        }
        return unavailable(spec, "unknown map: " + spec);
    }

    private static LookupTable fixed(String spec, String name) {
        String inside = name.startsWith("{") && name.endsWith("}")
                ? name.substring(1, name.length() - 1).strip()
                : name;
        return new StaticTable(spec, inside);
    }

    private LookupTable inline(String spec, String name) {
        if (!name.startsWith("{") || !name.endsWith("}")) {
            return unavailable(spec, "bad syntax: \"" + spec + "\"; need \"inline:{name=value...}\"");
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (String word : Parameters.words(name.substring(1, name.length() - 1))) {
            String pair =
                    word.startsWith("{") ? word.substring(1, word.length() - 1).strip() : word;
            NameValue entry = NameValue.parse(pair, "");
            entries.put(entry.name().toLowerCase(Locale.ROOT), entry.value());
        }
        return new ConstantTable(spec, entries, true);
    }

    private LookupTable combined(String spec, String type, String name) {
        if (!name.startsWith("{") || !name.endsWith("}")) {
            return unavailable(spec, "bad syntax: \"" + spec + "\"; need \"" + type + ":{type:name...}\"");
        }
        List<LookupTable> parts = new ArrayList<>();
        for (String word : Parameters.words(name.substring(1, name.length() - 1))) {
            parts.add(open(
                    word.startsWith("{") ? word.substring(1, word.length() - 1).strip() : word));
        }
        return parts.isEmpty()
                ? unavailable(spec, "empty table list: \"" + spec + "\"; need \"" + type + ":{type:name...}\"")
                : new CombinedTable(spec, parts, type.equals("pipemap"));
    }

    /** A file's rules, or those that stand between braces in the name itself. */
    private String source(String name) throws ErrnoException {
        if (!name.startsWith("{") || !name.endsWith("}")) {
            return text(name);
        }
        StringBuilder rules = new StringBuilder();
        for (String word : Parameters.words(name.substring(1, name.length() - 1))) {
            rules.append(
                            word.startsWith("{")
                                    ? word.substring(1, word.length() - 1).strip()
                                    : word)
                    .append('\n');
        }
        return rules.toString();
    }

    private String text(String path) throws ErrnoException {
        return new String(files.read(path), ISO_8859_1);
    }
}
