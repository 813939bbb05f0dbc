package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;

/** {@code apt-get update}: the lists of the sources, which are fetched the first time and are up to date from then on. */
final class Update {
    private static final Map<String, Long> SIZES =
            Map.of("bookworm", 151_000L, "bookworm-updates", 55_400L, "bookworm-security", 34_800L);
    private static final String LISTS = "/var/lib/apt/lists/";

    private Update() {}

    static int run(Process process, int quiet) throws IOException {
        if (!process.who().isRoot()) {
            process.out().println("Reading package lists..." + Lock.done(process, quiet));
            process.out().flush();
            process.err().println("E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)");
            process.err().println("E: Unable to lock directory /var/lib/apt/lists/");
            return 100;
        }
        FileAccess files = process.files();
        int number = 0;
        long fetched = 0;
        for (String[] source : Archive.sources(process)) {
            String uri = source[1].replaceFirst("/$", "");
            String suite = source[2];
            Long size = SIZES.get(suite);
            boolean known = size != null && uri.equals(Archive.mirror(suite));
            if (!known) {
                return unreachable(process, uri, suite);
            }
            String list = LISTS + uri.replaceFirst("^http://", "").replace('/', '_') + "_dists_" + suite + "_InRelease";
            boolean fresh = !files.exists(list);
            number++;
            if (quiet < 2) {
                process.out()
                        .println((fresh ? "Get:" : "Hit:") + number + " " + uri + " " + suite + " InRelease"
                                + (fresh ? " [" + Sizes.of(size) + "B]" : ""));
            }
            if (fresh) {
                fetched += size;
                files.writeAll(list, new byte[0]);
            }
        }
        if (quiet < 2) {
            if (fetched > 0) {
                process.out().println("Fetched " + Sizes.of(fetched) + "B in 0s (" + Sizes.of(fetched * 3.0) + "B/s)");
            }
            process.out().println("Reading package lists..." + Lock.done(process, quiet));
        }
        return 0;
    }

    /** Any other server is outside, and there is no way out of the lab. */
    private static int unreachable(Process process, String uri, String suite) throws IOException {
        String host = uri.replaceFirst("^[a-z]+://([^/]*).*", "$1");
        String reason = "Temporary failure resolving '" + host + "'";
        process.out().println("Err:1 " + uri + " " + suite + " InRelease");
        process.out().println("  " + reason);
        process.out().println("Reading package lists..." + Lock.done(process, 0));
        process.out().flush();
        for (String line : List.of(
                "Failed to fetch " + uri + "/dists/" + suite + "/InRelease  " + reason,
                "Some index files failed to download. They have been ignored, or old ones used instead.")) {
            process.err().println("W: " + line);
        }
        return 0;
    }
}
