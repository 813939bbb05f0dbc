package postroom.labs.debian.postfix.agent;

import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;

/** {@code discard(8)}: says that it has delivered, and forgets. */
public final class DiscardAgent implements Agent {
    @Override
    public void deliver(Request request, Report report, Runnable done) {
        request.recipients().forEach(each -> report.sent(each, Report.Fate.of("none", "2.0.0", request.nexthop())));
        done.run();
    }
}
