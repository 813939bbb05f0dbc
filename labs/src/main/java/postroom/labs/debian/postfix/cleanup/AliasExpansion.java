package postroom.labs.debian.postfix.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Expands a recipient by virtual_alias_maps, again and again, until nothing changes ({@code virtual(5)}). */
final class AliasExpansion {
    private final Service service;
    private final AddressMap map;
    private final String id;

    AliasExpansion(Service service, AddressMap map, String id) {
        this.service = service;
        this.map = map;
        this.id = id;
    }

    /** An expansion that never ends, or nearly so; it has been logged. */
    static final class Unreasonable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreasonable() {
            super("4.6.0 Alias expansion error", null, false, false);
        }
    }

    /** The addresses that one address stands for. */
    List<String> of(String address) throws TableError, Unreasonable {
        if (map.isEmpty()) {
            return List.of(address);
        }
        Parameters parameters = service.parameters();
        long size = parameters.number("virtual_alias_expansion_limit", 1);
        long nesting = parameters.number("virtual_alias_recursion_limit", 1);
        List<String> all = new ArrayList<>(List.of(address));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.size() > size) {
                throw unreasonable("map expansion size", address);
            }
            for (int count = 0; !seen.contains(all.get(i).toLowerCase(Locale.ROOT)); count++) {
                if (count >= nesting) {
                    throw unreasonable("map nesting", address);
                }
                if (!replace(all, i, seen, address)) {
                    break;
                }
            }
        }
        return all;
    }

    /** Puts what an address stands for into its place; false if it stands for itself. */
    private boolean replace(List<String> all, int at, Set<String> seen, String asked) throws TableError, Unreasonable {
        String before = all.get(at);
        Optional<List<String>> found;
        try {
            found = map.find(before);
        } catch (TableError e) {
            service.msg()
                    .warning(id + ": virtual_alias_maps map lookup problem for " + asked
                            + " -- message not accepted, try again later");
            throw e;
        }
        if (found.isEmpty()) {
            return false;
        }
        for (int i = 0; i < found.get().size(); i++) {
            String each = found.get().get(i);
            if (each.length() > service.parameters().number("virtual_alias_address_length_limit", 1)) {
                throw unreasonable("result " + each.substring(0, Math.min(300, each.length())) + "...", "");
            }
            if (i == 0) {
                all.set(at, each);
            } else {
                all.add(each);
            }
            if (before.equalsIgnoreCase(each)) {
                seen.add(before.toLowerCase(Locale.ROOT));
            }
        }
        return true;
    }

    private Unreasonable unreasonable(String what, String address) {
        service.msg()
                .warning(id + ": unreasonable virtual_alias_maps " + what + (address.isEmpty() ? "" : " for " + address)
                        + " -- message not accepted, try again later");
        return new Unreasonable();
    }
}
