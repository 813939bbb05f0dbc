package postroom.labs.debian.postfix.agent;

import java.io.IOException;
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
        Optional<String> path = find(service, "virtual_mailbox_maps", recipient.address());
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
        Optional<Mailbox.Failure> failure = maildir
                ? mailbox.maildir(
                        full, who, MessageCopy.maildir(request.message(), recipient.original(), recipient.address()))
                : mailbox.append(
                        full,
                        who,
                        false,
                        "mailbox",
                        MessageCopy.mbox(request.message(), recipient.original(), recipient.address(), service.now()));
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
        String text = find(service, parameter, address)
                .orElseThrow(() -> new TableError("recipient " + address + ": not found in " + parameter));
        if (!text.matches("[0-9]{1,9}")) {
            throw new Fatal("recipient " + address + ": bad value in " + parameter);
        }
        return Integer.parseInt(text);
    }
}
