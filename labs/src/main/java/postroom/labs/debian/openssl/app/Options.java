package postroom.labs.debian.openssl.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options that a command has, as its summary lists them ({@code apps/lib/opt.c}: the table from which {@code -help} is
 * printed is the one by which options are read).
 */
public final class Options {
    private static final Set<String> KINDS = Set.of(
            "val",
            "nonneg",
            "int",
            "+int",
            "PEM|DER|ENGINE",
            "parm",
            "long",
            "ulong",
            "dir",
            "PEM|DER",
            "format",
            "intmax",
            "uintmax",
            "uri",
            "outfile",
            "infile");

    /** The letters of the kinds, as {@code list -options} shows them. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("val", "s"),
            Map.entry("infile", "<"),
            Map.entry("outfile", ">"),
            Map.entry("dir", "/"),
            Map.entry("uri", ":"),
            Map.entry("int", "n"),
            Map.entry("+int", "p"),
            Map.entry("nonneg", "N"),
            Map.entry("intmax", "M"),
            Map.entry("uintmax", "U"),
            Map.entry("long", "l"),
            Map.entry("ulong", "U"),
            Map.entry("PEM|DER", "F"),
            Map.entry("format", "f"),
            Map.entry("PEM|DER|ENGINE", "E"));

    private final Map<String, Option> byName = new LinkedHashMap<>();
    private boolean takesUnknown;

    Options(String summary) {
        for (String line : summary.split("\n")) {
            if (!line.startsWith(" -")) {
                continue;
            }
            String[] words = line.substring(2).split(" ", 3);
            String kind = words.length > 1 && KINDS.contains(words[1]) ? words[1] : "";
            if (words[0].equals("*")) {
                takesUnknown = true;
            } else {
                byName.put(words[0], new Option(words[0], kind));
            }
        }
    }

    /** The options of a summary with the letters of their kinds, a line each. */
    public static String listed(String summary) {
        StringBuilder out = new StringBuilder();
        for (Option each : new Options(summary).byName.values()) {
            out.append(each.name() + " " + LETTERS.getOrDefault(each.value(), "-") + "\n");
        }
        return out.append("- -\n").toString();
    }

    Optional<Option> find(String name) {
        return Optional.ofNullable(byName.get(name.equals("h") ? "help" : name));
    }

    /** Whether an option that is not in the list has a meaning: the name of a digest or cipher. */
    boolean takesUnknown() {
        return takesUnknown;
    }

    List<String> names() {
        return new ArrayList<>(byName.keySet());
    }
}
