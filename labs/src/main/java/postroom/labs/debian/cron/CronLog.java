package postroom.labs.debian.cron;

import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;

/**
 * What cron and crontab write to the log: {@code (who) EVENT (detail)}.
 *
 * @param program the name before the process id: {@code cron}, {@code CRON} for a job, {@code crontab}
 */
record CronLog(Host host, String program) {

    void event(int pid, String who, String event, String detail) {
        line(pid, Priority.INFO, "(" + who + ") " + event + " (" + detail + ")");
    }

    void line(int pid, Priority priority, String text) {
        host.syslog().log("cron", priority, program + "[" + pid + "]", text);
    }
}
