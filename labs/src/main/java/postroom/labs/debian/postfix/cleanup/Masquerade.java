package postroom.labs.debian.postfix.cleanup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.service.Service;

/** Hides hosts behind their domains: masquerade_domains (ADDRESS_REWRITING_README). */
final class Masquerade {
    private final List<String> domains;
    private final List<String> exceptions;
    private final Set<String> classes;

    Masquerade(Service service) {
        this.domains = service.parameters().list("masquerade_domains");
        this.exceptions = service.parameters().list("masquerade_exceptions");
        this.classes = Set.copyOf(service.parameters().list("masquerade_classes"));
    }

    /** The address for a use: {@code envelope_sender}, {@code header_recipient} ... The first domain that fits decides. */
    String apply(String internal, String use) {
        Address address = Address.of(internal);
        if (domains.isEmpty() || address.domain() == null || !classes.contains(use)) {
            return internal;
        }
        if (exceptions.stream().anyMatch(address.local()::equalsIgnoreCase)) {
            return internal;
        }
        String domain = address.domainKey();
        for (String each : domains) {
            String plain = each.replaceFirst("^!+", "").toLowerCase(Locale.ROOT);
            boolean negated = (each.length() - plain.length()) % 2 == 1;
            if (domain.equals(plain)) {
                return internal;
            }
            if (domain.endsWith("." + plain)) {
                return negated ? internal : address.local() + "@" + plain;
            }
        }
        return internal;
    }
}
