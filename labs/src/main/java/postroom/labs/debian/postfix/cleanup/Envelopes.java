package postroom.labs.debian.postfix.cleanup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.address.Rewriter;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/**
 * Rewrites addresses: canonical(5) and masquerading for envelope and header, virtual(5) for recipients, and copies for
 * others.
 */
final class Envelopes {
    private static final int MAX_RECURSION = 100;

    private final Service service;
    private final Origin origin;
    private final String id;
    private final Map<String, AddressMap> maps = new HashMap<>();
    private final Rewriter headers;
    private final Masquerade masquerade;
    private final AliasExpansion aliases;
    private final Map<String, QueuedRecipient> unique = new LinkedHashMap<>();

    /** @param id the message, for the log */
    Envelopes(Service service, Origin origin, String id) {
        this.service = service;
        this.origin = origin;
        this.id = id;
        this.headers = origin.local() ? service.rewriter() : Rewriter.remote(service.parameters());
        this.masquerade = new Masquerade(service);
        this.aliases = new AliasExpansion(service, map("virtual_alias_maps", "virtual"), id);
    }

    private AddressMap map(String parameter, String kind) {
        return maps.computeIfAbsent(
                parameter,
                it -> new AddressMap(
                        service.list(it), kind, service.parameters(), service.resolver(), service.rewriter()));
    }

    /** The sender as it goes into the queue. */
    String sender(String typed) throws TableError {
        String address = service.rewriter().rewrite(typed);
        boolean daemon = address.toLowerCase(Locale.ROOT).startsWith("mailer-daemon@")
                && address.equalsIgnoreCase(service.rewriter().rewrite("MAILER-DAEMON"));
        return daemon || address.isEmpty() ? "" : mapped(address, "envelope_sender");
    }

    /** An address of a header of senders. */
    String headerSender(String address) throws TableError {
        return mapped(headers.rewrite(address), "header_sender");
    }

    /** An address of a header of recipients. */
    String headerRecipient(String address) throws TableError {
        return mapped(headers.rewrite(address), "header_recipient");
    }

    private String mapped(String address, String use) throws TableError {
        if (!origin.maps()) {
            return address;
        }
        String own = use.endsWith("sender") ? "sender" : "recipient";
        String result = address;
        for (String name : List.of(own + "_canonical", "canonical")) {
            if (service.parameters().list(name + "_classes").contains(use)) {
                result = replaced(name + "_maps", result);
            }
        }
        return masquerade.apply(result, use);
    }

    /** What a table makes of an address, again and again, until nothing changes. */
    private String replaced(String parameter, String address) throws TableError {
        AddressMap map = map(parameter, "canonical");
        String result = address;
        for (int i = 0; i < MAX_RECURSION; i++) {
            Optional<List<String>> found;
            try {
                found = map.find(result);
            } catch (TableError e) {
                service.msg()
                        .warning(id + ": " + parameter + " map lookup problem for " + Address.external(result)
                                + " -- message not accepted, try again later");
                throw e;
            }
            if (found.isEmpty() || found.get().isEmpty()) {
                return result;
            }
            if (found.get().size() > 1) {
                service.msg().warning(id + ": multi-valued " + parameter + " entry for " + Address.external(result));
            }
            String before = result;
            result = found.get().get(0);
            if (result.equalsIgnoreCase(before)) {
                return result;
            }
        }
        service.msg()
                .warning(id + ": unreasonable " + parameter + " map nesting for " + Address.external(result)
                        + " -- message not accepted, try again later");
        return result;
    }

    /** The recipients as they go into the queue, without duplicates; copies for others stand among them. */
    List<QueuedRecipient> recipients(Submission submission, String sender)
            throws TableError, AliasExpansion.Unreasonable {
        unique.clear();
        if (!sender.isEmpty()) {
            copy("sender_bcc_maps", sender);
        }
        for (QueuedRecipient each : submission.recipients()) {
            String typed =
                    each.address().isEmpty() ? service.parameters().get("empty_address_recipient") : each.address();
            String rewritten = mapped(service.rewriter().rewrite(typed), "envelope_recipient");
            String original = each.original().isEmpty() ? each.address() : each.original();
            String dsn = each.dsnOriginal().isEmpty() ? "rfc822;" + Address.external(rewritten) : each.dsnOriginal();
            add(rewritten, original, dsn, each.notifyFlags());
            copy("recipient_bcc_maps", rewritten);
        }
        if (origin.copies()) {
            for (String each : service.parameters().list("always_bcc")) {
                copyTo(each);
            }
        }
        return new ArrayList<>(unique.values());
    }

    /** What an access table or header check wants to have a copy. */
    List<QueuedRecipient> withCopy(String address) throws TableError, AliasExpansion.Unreasonable {
        copyTo(address);
        return new ArrayList<>(unique.values());
    }

    private void copy(String parameter, String address) throws TableError, AliasExpansion.Unreasonable {
        if (!origin.copies()) {
            return;
        }
        try {
            Optional<String> found = map(parameter, "").value(address);
            if (found.isPresent()) {
                copyTo(found.get());
            }
        } catch (TableError e) {
            service.msg()
                    .warning(id + ": " + parameter + " map lookup problem -- message not accepted, try again later");
            throw e;
        }
    }

    private void copyTo(String address) throws TableError, AliasExpansion.Unreasonable {
        String rewritten = mapped(service.rewriter().rewrite(address), "envelope_recipient");
        add(rewritten, rewritten, "", QueuedRecipient.NEVER);
    }

    private void add(String address, String original, String dsn, int flags)
            throws TableError, AliasExpansion.Unreasonable {
        boolean told = service.parameters().bool("enable_original_recipient");
        for (String each : origin.maps() ? aliases.of(address) : List.of(address)) {
            String key = told ? dsn + "\n" + flags + "\n" + original + "\n" + each : each;
            unique.putIfAbsent(key.toLowerCase(Locale.ROOT), QueuedRecipient.of(each, original, dsn, flags));
        }
    }
}
