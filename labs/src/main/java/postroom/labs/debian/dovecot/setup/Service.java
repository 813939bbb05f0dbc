package postroom.labs.debian.dovecot.setup;

import java.io.IOException;
import postroom.labs.debian.dpkg.Script;

/** Dovecot as a service, by way of systemctl: what {@code deb-systemd-helper} and {@code deb-systemd-invoke} do. */
record Service(Script script) {
    private static final String SYSTEMCTL = "/usr/bin/systemctl";
    private static final String UNIT = "dovecot.service";

    void enable() throws IOException {
        if (isThere()) {
            script.quietly(SYSTEMCTL, "enable", UNIT);
            script.quietly(SYSTEMCTL, "start", UNIT);
        }
    }

    void restart() throws IOException {
        if (isThere()) {
            script.quietly(SYSTEMCTL, "restart", UNIT);
        }
    }

    void stop() throws IOException {
        if (isThere()) {
            script.silently(SYSTEMCTL, "stop", UNIT);
        }
    }

    private boolean isThere() {
        return script.process().files().exists(SYSTEMCTL);
    }
}
