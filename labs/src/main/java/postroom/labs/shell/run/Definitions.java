package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.shell.syntax.Command;

/**
 * What a shell was told besides variables and options.
 *
 * @param functions by name
 * @param aliases by name
 * @param hash where commands were found
 * @param folders those of {@code pushd}, without the current one
 * @param disabled the builtins that {@code enable -n} has switched off
 */
record Definitions(
        Map<String, Command.Function> functions,
        Map<String, String> aliases,
        Map<String, CommandHash.Entry> hash,
        List<String> folders,
        Set<String> disabled) {
    Definitions() {
        this(new TreeMap<>(), new TreeMap<>(), new LinkedHashMap<>(), new ArrayList<>(), new HashSet<>());
    }

    /** For a forked shell, which changes only its own. */
    Definitions copy() {
        return new Definitions(
                new TreeMap<>(functions),
                new TreeMap<>(aliases),
                new LinkedHashMap<>(hash),
                new ArrayList<>(folders),
                new HashSet<>(disabled));
    }
}
