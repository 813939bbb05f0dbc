package postroom.labs.debian.ufw;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** What the package does when it is set up: rules and settings of the user's own, unless they are there; the unit. */
final class UfwPostinst implements Program {
    @Override
    public int run(Process process) throws IOException {
        FileAccess files = process.files();
        for (String name :
                List.of("before.rules", "before6.rules", "after.rules", "after6.rules", "user.rules", "user6.rules")) {
            String path = "/etc/ufw/" + name;
            if (!files.exists(path)) {
                if (!name.startsWith("user")) {
                    process.out().println("\nCreating config file " + path + " with new version");
                }
                files.writeAll(path, files.readAll("/usr/share/ufw/iptables/" + name));
                files.chmod(path, 0640);
            }
        }
        for (String name : List.of("before.init", "after.init")) {
            if (!files.exists("/etc/ufw/" + name)) {
                files.writeAll("/etc/ufw/" + name, files.readAll("/usr/share/ufw/" + name));
                files.chmod("/etc/ufw/" + name, 0640);
            }
        }
        if (!files.exists(Settings.CONF)) {
            files.writeAll(Settings.CONF, files.readAll("/usr/share/ufw/ufw.conf"));
        }
        Script script = new Script(process);
        script.quietly("/usr/bin/systemctl", "enable", "ufw.service");
        script.quietly("/usr/bin/systemctl", "start", "ufw.service");
        return 0;
    }
}
