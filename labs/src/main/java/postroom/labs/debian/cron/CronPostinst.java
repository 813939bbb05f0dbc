package postroom.labs.debian.cron;

import java.io.IOException;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** What the packages do when they are set up: the group crontab, whose the spool and crontab(1) are; the service. */
final class CronPostinst {
    private CronPostinst() {}

    static int common(Process process) throws IOException {
        if (process.host().accounts().group("crontab").isEmpty()) {
            new Script(process).run("/usr/sbin/addgroup", "--system", "crontab");
        }
        process.files().chown(UserCrontab.SPOOL, 0, group(process), true);
        process.files().chmod(UserCrontab.SPOOL, 01730);
        return 0;
    }

    static int cron(Process process) throws IOException {
        process.files().chown("/usr/bin/crontab", 0, group(process), true);
        process.files().chmod("/usr/bin/crontab", 02755);
        Script script = new Script(process);
        script.quietly("/usr/bin/systemctl", "enable", "cron.service");
        script.quietly("/usr/bin/systemctl", "start", "cron.service");
        return 0;
    }

    private static int group(Process process) {
        return process.host()
                .accounts()
                .group("crontab")
                .map(Accounts.Group::gid)
                .orElse(0);
    }
}
