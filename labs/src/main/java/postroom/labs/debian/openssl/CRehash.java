package postroom.labs.debian.openssl;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.store.HashLinks;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code c_rehash(1)}: the older way to call {@code openssl rehash}; it always says which folder it does. */
final class CRehash implements Program {
    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.argv().subList(1, process.argv().size());
        List<String> folders = words.stream().filter(it -> !it.startsWith("-")).toList();
        boolean verbose = words.contains("-v");
        App app = new App(process, "c_rehash", "rehash", List.of());
        for (String each : folders.isEmpty() ? List.of("/usr/lib/ssl/certs") : folders) {
            if (!process.files().exists(each)) {
                continue;
            }
            if (!verbose) {
                process.out().println("Doing " + each);
            }
            new HashLinks(app, verbose).renew(each);
        }
        return 0;
    }
}
