package postroom.labs.debian.postfix.cleanup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Rewrites addresses: canonical(5) for envelope and header, virtual(5) for recipients, and copies for others. */
final class Envelopes {
    private static final int MAX_RECURSION = 100;

    private final Service service;
    private final AddressMap canonical;
    private final AddressMap senderCanonical;
    private final AddressMap recipientCanonical;
    private final AddressMap virtual;
    private final Set<String> canonicalClasses;
    private final Set<String> senderClasses;
    private final Set<String> recipientClasses;

    Envelopes(Service service) {
        Parameters parameters = service.parameters();
        this.service = service;
        this.canonical = map("canonical_maps", "canonical");
        this.senderCanonical = map("sender_canonical_maps", "canonical");
        this.recipientCanonical = map("recipient_canonical_maps", "canonical");
        this.virtual = map("virtual_alias_maps", "virtual");
        this.canonicalClasses = Set.copyOf(parameters.list("canonical_classes"));
        this.senderClasses = Set.copyOf(parameters.list("sender_canonical_classes"));
        this.recipientClasses = Set.copyOf(parameters.list("recipient_canonical_classes"));
    }

    private AddressMap map(String parameter, String kind) {
        return new AddressMap(
                service.list(parameter), kind, service.parameters(), service.resolver(), service.rewriter());
    }

    /** The sender as it goes into the queue. */
    String sender(String typed) throws TableError {
        return typed.isEmpty() ? typed : mapped(service.rewriter().rewrite(typed), "envelope_sender");
    }

    /** An address of a header of senders. */
    String headerSender(String address) throws TableError {
        return mapped(service.rewriter().rewrite(address), "header_sender");
    }

    /** An address of a header of recipients. */
    String headerRecipient(String address) throws TableError {
        return mapped(service.rewriter().rewrite(address), "header_recipient");
    }

    private String mapped(String address, String use) throws TableError {
        String result = address;
        boolean sender = use.endsWith("sender");
        if (sender && senderClasses.contains(use)) {
            result = first(senderCanonical, result);
        }
        if (!sender && recipientClasses.contains(use)) {
            result = first(recipientCanonical, result);
        }
        return canonicalClasses.contains(use) ? first(canonical, result) : result;
    }

    private static String first(AddressMap map, String address) throws TableError {
        return map.find(address)
                .filter(list -> !list.isEmpty())
                .map(list -> list.get(0))
                .orElse(address);
    }

    /** The recipients as they go into the queue, without duplicates. */
    List<QueuedRecipient> recipients(Submission submission, String sender, boolean internal) throws TableError {
        Map<String, QueuedRecipient> unique = new LinkedHashMap<>();
        for (QueuedRecipient each : submission.recipients()) {
            String rewritten = mapped(service.rewriter().rewrite(each.address()), "envelope_recipient");
            String original = each.original().isEmpty() ? each.address() : each.original();
            String dsn = each.dsnOriginal().isEmpty() ? "rfc822;" + Address.external(rewritten) : each.dsnOriginal();
            for (String address : internal ? List.of(rewritten) : expand(rewritten)) {
                unique.putIfAbsent(
                        address + "\n" + original, QueuedRecipient.of(address, original, dsn, each.notifyFlags()));
            }
        }
        if (!internal) {
            copies(submission, sender, unique);
        }
        return new ArrayList<>(unique.values());
    }

    private void copies(Submission submission, String sender, Map<String, QueuedRecipient> unique) throws TableError {
        List<String> copies = new ArrayList<>(service.parameters().list("always_bcc"));
        if (!sender.isEmpty()) {
            map("sender_bcc_maps", "").find(sender).ifPresent(copies::addAll);
        }
        AddressMap bcc = map("recipient_bcc_maps", "");
        for (QueuedRecipient each : submission.recipients()) {
            bcc.find(service.rewriter().rewrite(each.address())).ifPresent(copies::addAll);
        }
        for (String copy : copies) {
            for (String address : expand(service.rewriter().rewrite(copy))) {
                unique.putIfAbsent(
                        address + "\n" + address, QueuedRecipient.of(address, address, "", QueuedRecipient.NEVER));
            }
        }
    }

    /** virtual_alias_maps, again and again, until nothing changes. */
    private List<String> expand(String address) throws TableError {
        List<String> done = new ArrayList<>();
        int limit = (int) service.parameters().number("virtual_alias_expansion_limit");
        expand(address, done, new ArrayList<>(), limit);
        return done;
    }

    private void expand(String address, List<String> done, List<String> above, int limit) throws TableError {
        Optional<List<String>> found =
                above.size() > MAX_RECURSION || above.contains(address) ? Optional.empty() : virtual.find(address);
        if (found.isEmpty()) {
            if (done.size() < limit && !done.contains(address)) {
                done.add(address);
            }
            return;
        }
        above.add(address);
        for (String each : found.get()) {
            expand(each, done, above, limit);
        }
        above.remove(above.size() - 1);
    }
}
