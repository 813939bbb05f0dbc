package postroom.labs.debian.dpkg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;

/** {@code dpkg --set-selections}: what is wished for each package, {@code install} or {@code hold} and so on. */
public final class Selections {
    private static final List<String> WISHES = List.of("install", "hold", "deinstall", "purge");

    private Selections() {}

    static int set(Process process) throws IOException {
        DpkgStore store = new DpkgStore(process.files());
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.in(), StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            process.step();
            number++;
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (words.length != 2) {
                process.err().println("dpkg: error: unexpected end of line after package name at line " + number);
                return 2;
            }
            if (!WISHES.contains(words[1])) {
                process.err().println("dpkg: error: unknown wanted status at line " + number + ": " + words[1]);
                return 2;
            }
            if (store.find(words[0]).isEmpty()) {
                process.err()
                        .println("dpkg: warning: package not in status nor available database at line " + number + ": "
                                + words[0]);
            } else {
                wish(store, words[0], words[1]);
            }
        }
        return 0;
    }

    /** Sets the wish for a package that is known. */
    public static void wish(DpkgStore store, String name, String wish) throws IOException {
        Optional<Stanza> found = store.find(name);
        if (found.isPresent()) {
            String rest = found.get().line("Status").replaceFirst("^\\S+", "");
            store.put(DpkgStore.withStatus(found.get(), wish + rest));
        }
    }
}
