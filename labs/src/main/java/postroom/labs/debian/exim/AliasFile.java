package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** A file that is searched line by line ({@code lsearch}): Exim needs no table beside {@code /etc/aliases}. */
final class AliasFile {
    private AliasFile() {}

    /** What stands behind a key, in any case; lines that begin with a blank continue the one above. */
    static Optional<String> find(Host host, String path, String key) throws ErrnoException {
        String found = null;
        for (String line : new String(FileAccess.root(host.disk()).readAll(path), UTF_8).split("\n")) {
            boolean continues = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (found != null) {
                if (!continues) {
                    break;
                }
                found = (found + " " + line.strip()).strip();
            } else if (!continues) {
                String[] parts = line.split("\\s*:\\s*|\\s+", 2);
                String name = parts[0].replaceAll("^\"(.*)\"$", "$1");
                found = name.equalsIgnoreCase(key) ? (parts.length > 1 ? parts[1].strip() : "") : null;
            }
        }
        return Optional.ofNullable(found);
    }
}
