package postroom.labs.debian.postfix.smtp;

import java.net.InetAddress;
import java.util.List;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.service.Service;

/** {@code smtp(8)}: delivers to other hosts. */
public final class SmtpAgent implements Agent {
    private static final int SMTP_PORT = 25;

    @Override
    public void deliver(Request request, Report report, Runnable done) {
        Service service = report.service();
        String nexthop = request.nexthop();
        String host = nexthop;
        int port = SMTP_PORT;
        int close = nexthop.lastIndexOf(']');
        int colon = nexthop.indexOf(':', Math.max(0, close));
        if (colon > 0) {
            host = nexthop.substring(0, colon);
            port = port(nexthop.substring(colon + 1));
        }
        boolean noMx = host.startsWith("[");
        String name = host.replaceAll("^\\[|\\]$", "");
        List<InetAddress> addresses = noMx || service.parameters().bool("disable_dns_lookups")
                ? service.parameters().host().resolve(name)
                : List.of();
        if (addresses.isEmpty()) {
            String type = noMx ? "A" : "MX";
            fail(
                    request,
                    report,
                    "4.4.3",
                    "Host or domain name not found. Name service error for name=" + name + " type=" + type
                            + ": Host not found, try again");
            done.run();
            return;
        }
        connect(request, report, name, addresses.get(0), port, done);
    }

    private static int port(String text) {
        return switch (text) {
            case "smtp" -> SMTP_PORT;
            case "submission" -> 587;
            default -> text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : SMTP_PORT;
        };
    }

    private static void connect(
            Request request, Report report, String name, InetAddress address, int port, Runnable done) {
        Service service = report.service();
        String site = name + "[" + IpText.of(address) + "]:" + port;
        service.host()
                .node()
                .connect(address, port)
                .whenComplete((connection, failure) -> service.host().serial().execute(() -> {
                    if (failure != null) {
                        String text = "connect to " + site + ": " + reason(failure);
                        service.msg().info(text);
                        report.siteFailed(text);
                        fail(request, report, "4.4.1", text);
                        done.run();
                    } else {
                        new SmtpClient(request, report, connection, name, IpText.of(address), port, done).start();
                    }
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
