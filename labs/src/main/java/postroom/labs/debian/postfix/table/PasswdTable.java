package postroom.labs.debian.postfix.table;

import java.util.Locale;
import java.util.Optional;

/** {@code unix:passwd.byname} and {@code unix:group.byname}: the host's accounts. */
record PasswdTable(String name, TableFiles files, boolean groups) implements LookupTable {
    @Override
    public Optional<String> find(String key) {
        String folded = key.toLowerCase(Locale.ROOT);
        if (groups) {
            return files.group(folded).map(g -> g.name() + ":x:" + g.gid() + ":" + String.join(",", g.members()));
        }
        return files.user(folded)
                .map(u -> u.name() + ":" + u.password() + ":" + u.uid() + ":" + u.gid() + ":" + u.gecos() + ":"
                        + u.home() + ":" + u.shell());
    }
}
