package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Extension;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.table.LookupTable;
import postroom.labs.debian.postfix.table.TableError;

/** The keys under which access(5) tables are asked for an address, a host name or a network address. */
final class Access {
    private final Parameters parameters;

    Access(Parameters parameters) {
        this.parameters = parameters;
    }

    /** What the table says of the first key that it has. */
    static Optional<String> find(LookupTable table, List<String> keys) throws TableError {
        for (int i = 0; i < keys.size(); i++) {
            if (i > 0 && table.isPattern()) {
                break;
            }
            Optional<String> found = table.find(keys.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** {@code user+ext@domain}, {@code user@domain}, the domain and its parents, {@code user@}. */
    List<String> address(String internal) {
        if (internal.isEmpty()) {
            return List.of(parameters.get("smtpd_null_access_lookup_key"));
        }
        Address address = Address.of(internal);
        Extension split = Extension.split(address.local(), parameters.get("recipient_delimiter"));
        Set<String> keys = new LinkedHashSet<>();
        keys.add(internal);
        if (address.domain() != null) {
            keys.add(split.user() + "@" + address.domain());
            keys.addAll(domain(address.domain()));
            keys.add(address.local() + "@");
            keys.add(split.user() + "@");
        }
        return new ArrayList<>(keys);
    }

    /** A host name and its parents: {@code .parent}, or without the dot where parent_domain_matches_subdomains says so. */
    List<String> domain(String name) {
        boolean bare = parameters.list("parent_domain_matches_subdomains").contains("smtpd_access_maps");
        List<String> keys = new ArrayList<>();
        String rest = name.toLowerCase(Locale.ROOT);
        keys.add(rest);
        for (int dot = rest.indexOf('.', 1); dot > 0; dot = rest.indexOf('.', 1)) {
            rest = rest.substring(dot + 1);
            keys.add(bare ? rest : "." + rest);
        }
        return keys;
    }

    /** An address in numbers and the networks that it begins with: {@code 192.0.2}. */
    static List<String> network(String address) {
        List<String> keys = new ArrayList<>();
        char separator = address.indexOf(':') >= 0 ? ':' : '.';
        for (String rest = address; !rest.isEmpty(); rest = rest.substring(0, rest.lastIndexOf(separator))) {
            keys.add(rest);
            if (rest.indexOf(separator) < 0) {
                break;
            }
        }
        return keys;
    }
}
