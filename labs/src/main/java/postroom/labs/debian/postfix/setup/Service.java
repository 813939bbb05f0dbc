package postroom.labs.debian.postfix.setup;

import java.io.IOException;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.dpkg.Trees;

/** Postfix as a service, by way of systemctl: what {@code deb-systemd-helper} and {@code deb-systemd-invoke} do. */
final class Service {
    private static final String SYSTEMCTL = "/usr/bin/systemctl";

    private Service() {}

    /** Enables it, which says so the first time, and starts it if it has a configuration and does not run yet. */
    static void enable(Script script) throws IOException {
        if (!script.process().files().exists(SYSTEMCTL)) {
            return;
        }
        script.quietly(SYSTEMCTL, "enable", "postfix.service");
        if (script.process().files().exists("/etc/postfix/main.cf")) {
            script.quietly(SYSTEMCTL, "start", "postfix.service");
        }
    }

    static void stop(Script script) throws IOException {
        if (script.process().files().exists(SYSTEMCTL)) {
            script.silently(SYSTEMCTL, "stop", "postfix.service");
        }
    }

    /** What is left when the unit's file is gone. */
    static void forget(Script script) throws IOException {
        String link = "/etc/systemd/system/multi-user.target.wants/postfix.service";
        new Trees(script.process()).delete(link);
    }
}
