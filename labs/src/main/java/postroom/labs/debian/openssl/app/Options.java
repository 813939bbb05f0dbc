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
final class Options {
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
