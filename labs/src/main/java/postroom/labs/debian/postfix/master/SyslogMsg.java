package postroom.labs.debian.postfix.master;

import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog;

/** Messages to the host's log, as {@code postfix/smtpd[123]: warning: ...}. */
public record SyslogMsg(Host host, String tag, int pid) implements Msg {
    @Override
    public void report(Severity severity, String text) {
        Syslog.Priority priority = switch (severity) {
            case INFO -> Syslog.Priority.INFO;
            case WARNING -> Syslog.Priority.WARNING;
            case ERROR -> Syslog.Priority.ERR;
            case FATAL, PANIC -> Syslog.Priority.CRIT;
        };
        host.syslog()
                .log("mail", priority, tag + "[" + pid + "]", severity.prefix() + Text.toUnicode(Text.printable(text)));
    }
}
