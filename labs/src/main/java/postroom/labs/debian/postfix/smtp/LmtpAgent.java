package postroom.labs.debian.postfix.smtp;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.tls.TlsPolicies;
import postroom.labs.debian.postfix.tls.TlsPolicy;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.StreamServer;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.SocketPair;

/** {@code lmtp(8)}: delivers by LMTP to a UNIX socket ({@code unix:path}) or a port ({@code inet:host:port}). */
public final class LmtpAgent implements Agent {
    private static final int LMTP_PORT = 24;

    private final boolean chrooted;

    /** @param chrooted whether its world is the queue directory */
    public LmtpAgent(boolean chrooted) {
        this.chrooted = chrooted;
    }

    @Override
    public void deliver(Request request, Report report, Runnable done) {
        String nexthop = request.nexthop();
        if (nexthop.startsWith("unix:")) {
            unix(request, report, nexthop.substring(5), done);
        } else {
            inet(request, report, nexthop.replaceFirst("^inet:", ""), done);
        }
    }

    private void unix(Request request, Report report, String path, Runnable done) {
        Service service = report.service();
        String site = service.parameters().get("myhostname") + "[" + path + "]";
        String queue = service.parameters().get("queue_directory");
        String full = path.startsWith("/") && !chrooted ? path : queue + "/" + path.replaceFirst("^/+", "");
        Credentials owner = service.host()
                .accounts()
                .user(service.parameters().get("mail_owner"))
                .map(it -> service.host().accounts().credentials(it))
                .orElse(Credentials.ROOT);
        try {
            FileAccess own = new FileAccess(service.host().disk(), owner, "/", 0);
            StreamServer server = service.host().localSockets().connect(own, full, StreamServer.class);
            SocketPair pair = SocketPair.open();
            server.accept(pair.server());
            new LmtpClient(request, report, pair.client(), new Peer(site, site, site), Optional.empty(), done).start();
        } catch (ErrnoException e) {
            unreachable(request, report, "connect to " + site + ": " + e.errno().text(), done);
        }
    }

    private static void unreachable(Request request, Report report, String why, Runnable done) {
        report.siteFailed(why);
        request.recipients().forEach(each -> report.deferred(each, Report.Fate.of("none", "4.4.1", why)));
        done.run();
    }

    private void inet(Request request, Report report, String nexthop, Runnable done) {
        int colon = nexthop.indexOf(':', Math.max(0, nexthop.lastIndexOf(']')));
        String host = (colon < 0 ? nexthop : nexthop.substring(0, colon)).replaceAll("^\\[|\\]$", "");
        String text = colon < 0 ? "" : nexthop.substring(colon + 1);
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : LMTP_PORT;
        try {
            connect(request, report, new MailServers(report.service()).find(host, true), port, done);
        } catch (MailServers.None none) {
            Report.Fate fate = Report.Fate.of("none", none.dsn(), none.getMessage());
            request.recipients().forEach(each -> {
                if (none.dsn().startsWith("4")) {
                    report.deferred(each, fate);
                } else {
                    report.bounced(each, fate);
                }
            });
            done.run();
        }
    }

    private void connect(Request request, Report report, List<MailServers.Target> targets, int port, Runnable done) {
        Service service = report.service();
        MailServers.Target first = targets.get(0);
        String name = first.host() + "[" + IpText.of(first.address()) + "]";
        TlsPolicy policy;
        try {
            policy = new TlsPolicies(service, "lmtp").find(request.nexthop().replaceFirst("^inet:", ""), first.host());
        } catch (TlsPolicies.Unusable unusable) {
            report.siteFailed(unusable.getMessage());
            Report.Fate fate = Report.Fate.of("none", unusable.dsn(), unusable.getMessage());
            request.recipients().forEach(each -> report.deferred(each, fate));
            done.run();
            return;
        }
        service.host()
                .node()
                .connect(first.address(), port)
                .whenComplete((connection, failure) -> service.host().serial().execute(() -> {
                    if (failure == null) {
                        Peer peer = new Peer(name, name + ":" + port, name);
                        Security.Client client = new Security.Client("lmtp", chrooted);
                        Security security = new Security(service, client, policy, peer, first.host(), Optional.empty());
                        new LmtpClient(request, report, connection, peer, Optional.of(security), done).start();
                        return;
                    }
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    String why = "connect to " + name + ":" + port + ": " + cause.getMessage();
                    service.msg().info(why);
                    if (targets.size() > 1) {
                        connect(request, report, targets.subList(1, targets.size()), port, done);
                    } else {
                        unreachable(request, report, why, done);
                    }
                }));
    }
}
