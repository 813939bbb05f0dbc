package postroom.labs.debian.postfix.agent;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Extension;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Report;
import postroom.labs.debian.postfix.delivery.Request;
import postroom.labs.debian.postfix.local.Mailbox;
import postroom.labs.debian.postfix.local.MessageCopy;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.io.ErrnoException;

/** {@code virtual(8)}: delivers to mailboxes of people without an account, which tables name. */
public final class VirtualAgent implements Agent {
    private static final String RELAY = "virtual";

    @Override
    public void deliver(Request request, Report report, Runnable done) {
        Mailbox.checkLimits(report.service().parameters(), "virtual_mailbox_limit");
        for (QueuedRecipient each : request.recipients()) {
            try {
                deliver(request, report, each);
            } catch (TableError | IOException e) {
                report.deferred(each, Report.Fate.of(RELAY, "4.3.5", "mail system configuration error"));
            }
        }
        done.run();
    }

    private static void deliver(Request request, Report report, QueuedRecipient recipient)
            throws TableError, IOException {
        Service service = report.service();
        Parameters parameters = service.parameters();
        Optional<String> path = mailbox(service, recipient.address());
        if (path.isEmpty()) {
            report.bounced(
                    recipient,
                    Report.Fate.of(
                            RELAY,
                            "5.1.1",
                            "unknown user: \"" + recipient.address().toLowerCase(java.util.Locale.ROOT) + "\""));
            return;
        }
        if (request.isProbe()) {
            report.sent(recipient, Report.Fate.of(RELAY, "2.0.0", "delivers to mailbox"));
            return;
        }
        int uid = id(service, "virtual_uid_maps", recipient.address());
        int gid = id(service, "virtual_gid_maps", recipient.address());
        if (uid < parameters.number("virtual_minimum_uid")) {
            report.deferred(recipient, Report.Fate.of(RELAY, "4.3.5", "mail system configuration error"));
            return;
        }
        Credentials who = new Credentials(uid, gid, Set.of(gid));
        String base = parameters.required("virtual_mailbox_base");
        String full = base + "/" + path.get();
        Mailbox mailbox = new Mailbox(service);
        boolean maildir = full.endsWith("/");
        byte[] copy = maildir
                ? MessageCopy.maildir(request.message(), recipient.original(), recipient.address())
                : MessageCopy.mbox(request.message(), recipient.original(), recipient.address(), service.now());
        Optional<Mailbox.Failure> failure = maildir
                ? mailbox.maildir(full, who, copy)
                : locked(service, full, who).or(() -> mailbox.append(full, who, false, "mailbox", copy));
        if (failure.isEmpty()) {
            report.sent(recipient, Report.Fate.of(RELAY, "2.0.0", "delivered to " + (maildir ? "maildir" : "mailbox")));
        } else if (failure.get().dsn().startsWith("4")) {
            report.deferred(
                    recipient,
                    Report.Fate.of(RELAY, failure.get().dsn(), failure.get().text()));
        } else {
            report.bounced(
                    recipient,
                    Report.Fate.of(RELAY, failure.get().dsn(), failure.get().text()));
        }
    }

    private static Optional<String> mailbox(Service service, String address) throws TableError {
        try {
            return find(service, "virtual_mailbox_maps", address);
        } catch (TableError unavailable) {
            service.msg().warning("table virtual_mailbox_maps: lookup " + address + ": Application error");
            throw unavailable;
        }
    }

    /** Whether the lock file beside a mailbox can be made, as the owner; the folder must be there already. */
    private static Optional<Mailbox.Failure> locked(Service service, String path, Credentials who) {
        FileAccess own = new FileAccess(service.host().disk(), who, "/", 077);
        String lock = path + ".lock";
        try {
            own.open(lock, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                    .close();
            own.unlink(lock);
            return Optional.empty();
        } catch (ErrnoException e) {
            String text = "unable to create lock file " + lock + ": " + e.getMessage();
            return Optional.of(new Mailbox.Failure("4.2.0", "delivery failed to mailbox " + path + ": " + text));
        }
    }

    private static Optional<String> find(Service service, String parameter, String address) throws TableError {
        Address asked = Address.of(address);
        Optional<String> found = service.list(parameter).find(address);
        Extension split = Extension.split(asked.local(), service.parameters().get("recipient_delimiter"));
        if (found.isEmpty() && split.extension() != null) {
            found = service.list(parameter).find(split.user() + "@" + asked.domain(), true);
        }
        return found.isPresent() ? found : service.list(parameter).find("@" + asked.domain(), true);
    }

    private static int id(Service service, String parameter, String address) throws TableError {
        Optional<String> found = find(service, parameter, address);
        if (found.isEmpty()) {
            String problem = "recipient " + address + ": not found in " + parameter;
            service.msg().warning(problem);
            throw new TableError(problem);
        }
        String text = found.get();
        if (!text.matches("[0-9]{1,9}")) {
            throw new Fatal("recipient " + address + ": bad value in " + parameter);
        }
        return Integer.parseInt(text);
    }
}
