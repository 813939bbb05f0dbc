package postroom.labs.debian.postfix.smtp;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.tls.TlsPolicies;
import postroom.labs.debian.postfix.tls.TlsPolicy;
import postroom.labs.net.Connection;

/** {@code smtp(8)}: delivers to other hosts. */
public final class SmtpAgent implements Agent {
    static final int SMTP_PORT = 25;
    /** {@code smtp_mx_address_limit}. */
    private static final int MAX_ADDRESSES = 5;

    private final boolean chrooted;

    /** @param chrooted whether its world is the queue directory */
    public SmtpAgent(boolean chrooted) {
        this.chrooted = chrooted;
    }

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
        new Delivery(request, report, port, done).connect(targets, false);
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
            case "smtps", "submissions" -> 465;
            case "submission" -> 587;
            default -> text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : SMTP_PORT;
        };
    }

    /** One delivery, to one address after the other. */
    private final class Delivery {
        private final Request request;
        private final Report report;
        private final int port;
        private final Runnable done;
        private final Service service;

        Delivery(Request request, Report report, int port, Runnable done) {
            this.request = request;
            this.report = report;
            this.port = port;
            this.done = done;
            this.service = report.service();
        }

        /** @param plainly whether TLS has been tried, and is let be */
        void connect(List<MailServers.Target> targets, boolean plainly) {
            MailServers.Target first = targets.get(0);
            TlsPolicy policy;
            try {
                TlsPolicy wanted = new TlsPolicies(service, "smtp").find(request.nexthop(), first.host());
                policy = plainly ? wanted.without() : wanted;
            } catch (TlsPolicies.Unusable unusable) {
                report.siteFailed(unusable.getMessage());
                fail(request, report, unusable.dsn(), unusable.getMessage());
                done.run();
                return;
            }
            service.host()
                    .node()
                    .connect(first.address(), port)
                    .whenComplete((connection, failure) -> service.host()
                            .serial()
                            .execute(() -> {
                                if (failure == null) {
                                    Runnable again = () -> connect(targets, true);
                                    session(first, connection, policy, again);
                                } else {
                                    unreachable(targets, failure);
                                }
                            }));
        }

        private void session(MailServers.Target target, Connection connection, TlsPolicy policy, Runnable again) {
            String name = target.text();
            Peer peer = new Peer(name, name + ":" + port, target.host());
            Security.Client client = new Security.Client("smtp", chrooted);
            Security security = new Security(service, client, policy, peer, target.host(), Optional.of(again));
            new SmtpClient(request, report, connection, peer, security, port, done).start();
        }

        private void unreachable(List<MailServers.Target> targets, Throwable failure) {
            String text = "connect to " + targets.get(0).text() + ":" + port + ": " + reason(failure);
            service.msg().info(text);
            List<MailServers.Target> others = targets.subList(1, Math.min(targets.size(), MAX_ADDRESSES));
            if (!others.isEmpty()) {
                connect(others, false);
                return;
            }
            report.siteFailed(text);
            fail(request, report, "4.4.1", text);
            done.run();
        }
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
