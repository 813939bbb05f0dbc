package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Glob;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** The patterns of {@code du --exclude} and {@code -X}: they match a name or the end of a path. */
record Exclusions(List<String> patterns) {
    static Exclusions of(Call call) throws IOException {
        List<String> all = new ArrayList<>();
        for (var each : call.options()) {
            if (each.is("exclude")) {
                all.add(each.value());
            } else if (each.is("X")) {
                try {
                    all.addAll(new String(call.files().readAll(each.value()), StandardCharsets.UTF_8)
                            .lines()
                            .filter(it -> !it.isBlank())
                            .toList());
                } catch (ErrnoException e) {
                    throw Failure.usage(Quoting.name(each.value()) + ": " + e.getMessage());
                }
            }
        }
        return new Exclusions(all);
    }

    boolean cover(String path) {
        if (patterns.isEmpty()) {
            return false;
        }
        for (int start = 0; start >= 0; start = next(path, start)) {
            String tail = path.substring(start);
            if (patterns.stream().anyMatch(it -> Glob.matches(it, tail))) {
                return true;
            }
        }
        return false;
    }

    private static int next(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? -1 : slash + 1;
    }
}
