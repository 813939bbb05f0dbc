package postroom.labs.debian.postfix.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.HeaderAddresses;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/**
 * What cleanup(8) does to a message's header: some headers go, addresses are completed, missing ones are added, and the
 * Message-Id is logged.
 */
final class HeaderEditor {
    private static final Set<String> SENDERS = Set.of(
            "from",
            "sender",
            "reply-to",
            "errors-to",
            "resent-from",
            "resent-sender",
            "resent-reply-to",
            "return-path",
            "return-receipt-to",
            "disposition-notification-to");
    private static final Set<String> RECIPIENTS =
            Set.of("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "apparently-to");

    private final Service service;
    private final Origin origin;
    private final Envelopes addresses;
    private final Set<String> dropped;
    private final Set<String> seen = new HashSet<>();
    private int hops;

    HeaderEditor(Service service, Origin origin, Envelopes addresses) {
        this.service = service;
        this.origin = origin;
        this.addresses = addresses;
        this.dropped = new HashSet<>();
        for (String each : service.parameters().list("message_drop_headers")) {
            dropped.add(each.toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** How many Received headers there were. */
    int hops() {
        return hops;
    }

    /** The header as it goes on; empty if it does not. */
    Optional<String> edit(Header header, String id) throws TableError {
        if (dropped.contains(header.key())) {
            return Optional.empty();
        }
        seen.add(header.key());
        if (header.key().equals("received")) {
            hops++;
        } else if (header.key().equals("message-id") || header.key().equals("resent-message-id")) {
            service.msg().info(id + ": " + header.key() + "=" + Text.printable(header.body()));
        }
        boolean sender = SENDERS.contains(header.key());
        boolean rewrites = origin.local()
                || !service.parameters().get("remote_header_rewrite_domain").isEmpty();
        if (!rewrites || !sender && !RECIPIENTS.contains(header.key())) {
            return Optional.of(header.text());
        }
        String rewritten = rewritten(header, sender);
        return Optional.of(rewritten == null ? header.text() : rewritten);
    }

    private String rewritten(Header header, boolean sender) throws TableError {
        TableError[] failed = {null};
        String result = new HeaderAddresses(header.body()).rewritten(header.name(), address -> {
            try {
                return sender ? addresses.headerSender(address) : addresses.headerRecipient(address);
            } catch (TableError e) {
                failed[0] = e;
                return address;
            }
        });
        if (failed[0] != null) {
            throw failed[0];
        }
        return result;
    }

    /** The headers that a message must have and this one has not. */
    List<String> missing(String id, String sender, String fullName) throws TableError {
        List<String> added = new ArrayList<>();
        boolean wanted = origin.local() || service.parameters().bool("always_add_missing_headers");
        boolean resent = seen.stream().anyMatch(key -> key.startsWith("resent-"));
        String prefix = resent ? "Resent-" : "";
        String keyPrefix = prefix.toLowerCase(java.util.Locale.ROOT);
        if (wanted && !seen.contains(keyPrefix + "message-id")) {
            String made = "<" + MailDate.messageId(service.now()) + "." + id + "@"
                    + service.parameters().get("myhostname") + ">";
            service.msg().info(id + ": " + keyPrefix + "message-id=" + made);
            added.add(prefix + "Message-Id: " + made);
        } else if (!seen.contains("message-id") && !resent) {
            service.msg().info(id + ": message-id=<>");
        }
        if (wanted && !seen.contains(keyPrefix + "date")) {
            added.add(prefix + "Date: " + MailDate.header(service.now()));
        }
        if (wanted && !seen.contains(keyPrefix + "from")) {
            added.add(prefix + "From: " + from(sender, fullName));
        }
        String undisclosed = service.parameters().get("undisclosed_recipients_header");
        if (wanted && !undisclosed.isEmpty() && RECIPIENTS.stream().noneMatch(seen::contains)) {
            added.add(undisclosed);
        }
        return added;
    }

    private String from(String sender, String fullName) throws TableError {
        String address = sender.isEmpty() ? "MAILER-DAEMON" : Address.external(addresses.headerSender(sender));
        if (fullName == null || fullName.isEmpty()) {
            return address;
        }
        boolean plain = fullName.matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");
        String phrase = plain ? fullName : "\"" + fullName.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return phrase + " <" + address + ">";
    }
}
