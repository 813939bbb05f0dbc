package postroom.labs.debian.cron;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the packages cron and cron-daemon-common. */
public final class CronPrograms {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "cron/cron",
            new CronCommand(),
            "cron/crontab",
            new CrontabCommand(),
            "cron/postinst",
            CronPostinst::cron,
            "cron-daemon-common/postinst",
            CronPostinst::common);

    private CronPrograms() {}
}
