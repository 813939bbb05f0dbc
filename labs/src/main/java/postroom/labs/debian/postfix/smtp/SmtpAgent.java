package postroom.labs.debian.postfix.smtp;

import java.util.List;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;

/** {@code smtp(8)}: delivers to other hosts. */
public final class SmtpAgent implements Agent {
    static final int SMTP_PORT = 25;
    /** {@code smtp_mx_address_limit}. */
    private static final int MAX_ADDRESSES = 5;

    @Override
    public void deliver(Request request, Report report, Runnable done) {
        Service service = report.service();
        SaslLogin.check(service);
        String nexthop = request.nexthop();
        String host = nexthop;
        int port = SMTP_PORT;
        int close = nexthop.lastIndexOf(']');
        int colon = nexthop.indexOf(':', Math.max(0, close));
        if (colon > 0) {
            host = nexthop.substring(0, colon);
            port = port(nexthop.substring(colon + 1));
        }
        boolean bracketed = host.startsWith("[");
        String name = host.replaceAll("^\\[|\\]$", "");
        List<MailServers.Target> targets;
        try {
            targets = new MailServers(service).find(name, bracketed);
        } catch (MailServers.None none) {
            nobody(request, report, none);
            done.run();
            return;
        }
        connect(request, report, targets, port, done);
    }

    /** A relay that is not found is the fault of this host, and the mail waits for its repair. */
    private static void nobody(Request request, Report report, MailServers.None none) {
        boolean relay = request.nexthop().equals(report.service().parameters().get("relayhost"));
        String dsn = none.dsn();
        if (relay && dsn.startsWith("5")) {
            report.service().msg().warning("relayhost configuration problem");
            dsn = "4.3.5";
        }
        Report.Fate fate = Report.Fate.of("none", dsn, none.getMessage());
        for (QueuedRecipient each : request.recipients()) {
            if (dsn.startsWith("4")) {
                report.deferred(each, fate);
            } else {
                report.bounced(each, fate);
            }
        }
    }

    private static int port(String text) {
        return switch (text) {
            case "smtp" -> SMTP_PORT;
            case "submission" -> 587;
            default -> text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : SMTP_PORT;
        };
    }

    private static void connect(
            Request request, Report report, List<MailServers.Target> targets, int port, Runnable done) {
        Service service = report.service();
        MailServers.Target first = targets.get(0);
        List<MailServers.Target> others = targets.subList(1, Math.min(targets.size(), MAX_ADDRESSES));
        service.host()
                .node()
                .connect(first.address(), port)
                .whenComplete((connection, failure) -> service.host().serial().execute(() -> {
                    if (failure == null) {
                        new SmtpClient(
                                        request,
                                        report,
                                        connection,
                                        first.host(),
                                        IpText.of(first.address()),
                                        port,
                                        done)
                                .start();
                        return;
                    }
                    String text = "connect to " + first.text() + ":" + port + ": " + reason(failure);
                    service.msg().info(text);
                    if (!others.isEmpty()) {
                        connect(request, report, others, port, done);
                        return;
                    }
                    report.siteFailed(text);
                    fail(request, report, "4.4.1", text);
                    done.run();
                }));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage();
    }

    private static void fail(Request request, Report report, String dsn, String text) {
        request.recipients().forEach(each -> report.deferred(each, Report.Fate.of("none", dsn, text)));
    }

    /** Names whose parameters the client reads. */
    static String helo(Parameters parameters) {
        return parameters.get("smtp_helo_name");
    }
}
