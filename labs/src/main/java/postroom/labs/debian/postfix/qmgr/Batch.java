package postroom.labs.debian.postfix.qmgr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Recipients of a message that go the same way in one delivery. */
record Batch(String transport, String nexthop, List<QueuedRecipient> recipients) {
    /** The destination, for what is known of it. */
    String key() {
        return transport + ":" + nexthop;
    }

    /** The deliveries of a message, each of at most TRANSPORT_destination_recipient_limit recipients. */
    static List<Batch> of(QueueMessage message, Service service, Throttle throttle) {
        Map<String, Batch> groups = new LinkedHashMap<>();
        List<Batch> all = new ArrayList<>();
        Set<String> deferred = Set.copyOf(service.parameters().list("defer_transports"));
        for (QueuedRecipient each : message.waiting()) {
            Batch way = way(message, each, service, deferred, throttle);
            Batch group = groups.get(way.key());
            int limit = limit(way.transport, service);
            if (group == null || limit > 0 && group.recipients.size() >= limit) {
                group = new Batch(way.transport, way.nexthop, new ArrayList<>());
                groups.put(way.key(), group);
                all.add(group);
            }
            group.recipients.add(way.recipients.get(0));
        }
        return all;
    }

    private static int limit(String transport, Service service) {
        return (int) service.parameters().number(transport + "_destination_recipient_limit");
    }

    private static Batch way(
            QueueMessage message, QueuedRecipient recipient, Service service, Set<String> deferred, Throttle throttle) {
        try {
            if (!message.filter().isEmpty()) {
                String[] parts = message.filter().split(":", 2);
                return new Batch(parts[0], parts.length > 1 ? parts[1] : "", List.of(recipient));
            }
            if (isDoubleBounce(recipient, service)) {
                return new Batch("discard", "", List.of(recipient));
            }
            Resolution where = service.resolver().resolve(message.sender(), recipient.address());
            if (deferred.contains(where.transport())) {
                return new Batch("retry", "4.3.2 deferred transport", List.of(recipient));
            }
            Optional<String> dead = throttle.reason(where.transport() + ":" + where.nexthop());
            if (dead.isPresent()) {
                return new Batch("retry", "4.4.1 delivery temporarily suspended: " + dead.get(), List.of(recipient));
            }
            return new Batch(where.transport(), where.nexthop(), List.of(recipient.at(where.recipient())));
        } catch (TableError e) {
            return new Batch("retry", "4.3.0 address resolver failure", List.of(recipient));
        }
    }

    private static boolean isDoubleBounce(QueuedRecipient recipient, Service service) {
        return Address.of(recipient.address())
                .local()
                .equals(service.parameters().get("double_bounce_sender"));
    }
}
