package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code exim4-config.postrm purge}: what was made of the answers goes, and the answers. */
final class ConfigPostrm implements Program {
    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("purge")) {
            return 0;
        }
        for (String path : List.of(UpdateFile.PATH, Configuration.FILE, "/etc/default/exim4")) {
            if (process.files().exists(path)) {
                process.files().unlink(path);
            }
        }
        try (DebconfSession session = new DebconfSession(process, "exim4-config", null)) {
            session.purge("exim4-config");
        }
        return 0;
    }
}
