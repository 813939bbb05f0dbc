package postroom.labs.debian.apt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.host.Process;

/** The services that a package without scripts of its own brings: enabled and started, as debhelper's scripts do. */
record Units(Process process) {
    private static final String SYSTEMCTL = "/usr/bin/systemctl";

    void start(List<String> paths) throws IOException {
        if (!process.files().exists(SYSTEMCTL)) {
            return;
        }
        Script script = new Script(process);
        for (String path : paths) {
            String unit = path.substring(path.lastIndexOf('/') + 1);
            boolean isUnit = path.contains("/systemd/system/") && unit.endsWith(".service") && !unit.contains("@");
            if (isUnit
                    && process.files().exists(path)
                    && new String(process.files().readAll(path), UTF_8).contains("\nWantedBy=")) {
                script.quietly(SYSTEMCTL, "enable", unit);
                script.quietly(SYSTEMCTL, "start", unit);
            }
        }
    }
}
