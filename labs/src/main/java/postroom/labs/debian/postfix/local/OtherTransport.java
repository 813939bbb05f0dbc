package postroom.labs.debian.postfix.local;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.qmgr.Transports;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Passes recipients of local(8) on to another agent ({@code deliver_pass(3)}): mailbox_transport, fallback_transport. */
final class OtherTransport {
    private final Request request;
    private final Report report;
    private final Service service;
    private final Transports transports;

    OtherTransport(Request request, Report report, Transports transports) {
        this.request = request;
        this.report = report;
        this.service = report.service();
        this.transports = transports;
    }

    /** What the tables of a parameter say of a user, or the parameter itself; nothing if it is empty. */
    Optional<String> named(String parameter, String user) throws TableError {
        Optional<String> mapped = service.list(parameter + "_maps").find(user);
        String plain = service.parameters().get(parameter);
        return mapped.or(() -> plain.isEmpty() ? Optional.empty() : Optional.of(plain));
    }

    /**
     * Hands a recipient over.
     *
     * @param where {@code transport:nexthop}
     */
    void pass(String where, QueuedRecipient recipient, Runnable done) {
        int colon = where.indexOf(':');
        String transport = colon < 0 ? where : where.substring(0, colon);
        String given = colon < 0 ? "" : where.substring(colon + 1);
        String domain = Address.of(recipient.address()).domain();
        String nexthop = given.isEmpty() && domain != null ? domain : given;
        service.msg()
                .info(request.message().id() + ": passing <" + Address.external(recipient.address()) + "> to transport="
                        + transport);
        Optional<Transports.Running> agent = transports.find(transport);
        if (agent.isEmpty()) {
            service.msg().warning("connect #1 to subsystem private/" + transport + ": No such file or directory");
            report.deferred(recipient, Report.Fate.of("none", "4.3.0", "mail transport unavailable"));
            done.run();
            return;
        }
        Request passed =
                new Request(request.message(), nexthop, List.of(recipient), request.activated(), request.traceFlags());
        Report own = report.passedTo(agent.get().service(), passed);
        agent.get().agent().deliver(passed, own, done);
    }
}
