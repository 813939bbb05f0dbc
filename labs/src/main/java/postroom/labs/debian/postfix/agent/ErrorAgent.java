package postroom.labs.debian.postfix.agent;

import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;

/** {@code error(8)}: as {@code error}, bounces everything with the text that is its next hop; as {@code retry}, defers. */
public final class ErrorAgent implements Agent {
    @Override
    public void deliver(Request request, Report report, Runnable done) {
        boolean retry = report.service().name().equals("retry");
        String text = request.nexthop();
        String dsn = retry ? "4.0.0" : "5.0.0";
        int blank = text.indexOf(' ');
        if (blank > 0 && text.substring(0, blank).matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}")) {
            dsn = text.substring(0, blank);
            text = text.substring(blank + 1);
        }
        for (QueuedRecipient each : request.recipients()) {
            Report.Fate fate = Report.Fate.of("none", dsn, text);
            if (retry) {
                report.deferred(each, fate);
            } else {
                report.bounced(each, fate);
            }
        }
        done.run();
    }
}
