package postroom.labs.debian.postfix.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableList;

/**
 * Looks an address up as canonical(5), virtual(5) and their like do: {@code user+ext@domain}, {@code user@domain},
 * {@code user+ext} and {@code user} if the domain is ours, {@code @domain}.
 */
public final class AddressMap {
    private final TableList tables;
    private final Resolver resolver;
    private final Rewriter rewriter;
    private final String delimiters;
    private final String origin;
    private final boolean propagates;

    /**
     * The maps of a parameter.
     *
     * @param kind the word of propagate_unmatched_extensions that lets extensions through
     */
    public AddressMap(TableList tables, String kind, Parameters parameters, Resolver resolver, Rewriter rewriter) {
        this.tables = tables;
        this.resolver = resolver;
        this.rewriter = rewriter;
        this.delimiters = parameters.get("recipient_delimiter");
        this.origin = parameters.myorigin();
        this.propagates =
                Set.copyOf(parameters.list("propagate_unmatched_extensions")).contains(kind);
    }

    /** True if there is nothing to look up in. */
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    /** The addresses that stand for this one, rewritten; empty if it stands for itself. */
    public Optional<List<String>> find(String internal) throws TableError {
        Optional<Match> match = match(internal);
        if (match.isEmpty()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        Address asked = Address.of(internal);
        for (String each : new HeaderAddresses(match.get().value).addresses()) {
            String full = each.startsWith("@") ? asked.local() + each : each;
            String rewritten = rewriter.rewrite(full);
            found.add(match.get().unmatched == null ? rewritten : extended(rewritten, match.get().unmatched));
        }
        if (found.isEmpty()) {
            throw tables.notAnAddress(internal, match.get().value);
        }
        return Optional.of(found);
    }

    /** What the entry for the address says, as it stands; empty if there is none. */
    public Optional<String> value(String internal) throws TableError {
        return match(internal).map(found -> found.value);
    }

    /** True if there is an entry for the address, whatever it says. */
    public boolean has(String internal) throws TableError {
        return match(internal).isPresent();
    }

    private record Match(String value, String unmatched) {}

    private Optional<Match> match(String internal) throws TableError {
        if (tables.isEmpty() || internal.isEmpty()) {
            return Optional.empty();
        }
        Address address = Address.of(internal);
        Extension split = Extension.split(address.local(), delimiters);
        String suffix = split.extension() == null ? null : split.delimiter() + split.extension();
        String domain = address.domain() == null ? "" : "@" + address.domain();
        Optional<String> value = tables.find(address.local() + domain);
        if (value.isPresent()) {
            return Optional.of(new Match(value.get(), null));
        }
        if (suffix != null) {
            value = tables.find(split.user() + domain, true);
            if (value.isPresent()) {
                return matched(value, suffix);
            }
        }
        boolean ours = address.domain() == null
                || address.domain().equalsIgnoreCase(origin)
                || resolver.isLocal(address.domain());
        if (ours) {
            value = tables.find(address.local(), true);
            if (value.isPresent()) {
                return Optional.of(new Match(value.get(), null));
            }
            value = suffix == null ? Optional.empty() : tables.find(split.user(), true);
            if (value.isPresent()) {
                return matched(value, suffix);
            }
        }
        return address.domain() == null ? Optional.empty() : matched(tables.find(domain, true), null);
    }

    private Optional<Match> matched(Optional<String> value, String suffix) {
        return value.map(text -> new Match(text, propagates ? suffix : null));
    }

    private static String extended(String address, String suffix) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address + suffix : address.substring(0, at) + suffix + address.substring(at);
    }
}
