package postroom.labs.debian.postfix.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.address.HeaderAddresses;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** smtp_generic_maps: addresses as they are shown to other hosts, in envelope and header ({@code generic(5)}). */
final class Generic {
    private static final Set<String> HEADERS = Set.of(
            "from",
            "sender",
            "reply-to",
            "errors-to",
            "return-path",
            "to",
            "cc",
            "bcc",
            "resent-from",
            "resent-sender",
            "resent-reply-to",
            "resent-to",
            "resent-cc",
            "resent-bcc",
            "return-receipt-to",
            "disposition-notification-to",
            "apparently-to");

    private final Service service;
    private final AddressMap map;

    Generic(Service service) {
        this.service = service;
        this.map = new AddressMap(
                service.list("smtp_generic_maps"),
                "generic",
                service.parameters(),
                service.resolver(),
                service.rewriter());
    }

    boolean isEmpty() {
        return map.isEmpty();
    }

    /** An address of the envelope or a header, in internal form. */
    String address(String internal) {
        if (map.isEmpty() || internal.isEmpty()) {
            return internal;
        }
        try {
            Optional<List<String>> found = map.find(internal);
            return found.map(list -> list.get(0)).orElse(internal);
        } catch (TableError e) {
            service.msg().warning("smtp_generic_maps lookup failure for " + internal);
            return internal;
        }
    }

    /** A header with its continuation lines. */
    String header(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !HEADERS.contains(text.substring(0, colon).strip().toLowerCase(Locale.ROOT))) {
            return text;
        }
        String rewritten = new HeaderAddresses(text.substring(colon + 1).strip())
                .rewritten(text.substring(0, colon), this::address);
        return rewritten == null ? text : rewritten;
    }
}
