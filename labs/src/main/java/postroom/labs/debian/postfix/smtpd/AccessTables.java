package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableList;
import postroom.labs.host.Numeric;

/** The restrictions that ask an access(5) table: under which keys they look, and for whom. */
final class AccessTables {
    private static final String BROKEN = "451 4.3.5 Server configuration error";

    private final Service service;
    private final Request request;
    private final Standing standing;
    private final AccessActions actions;
    private final Map<String, TableList> open = new HashMap<>();
    private final boolean bareParents;

    AccessTables(Service service, Request request, Standing standing, AccessActions actions) {
        this.service = service;
        this.request = request;
        this.standing = standing;
        this.actions = actions;
        this.bareParents =
                service.parameters().list("parent_domain_matches_subdomains").contains("smtpd_access_maps");
    }

    /** What a table says of one of several keys; empty if it has none of them. */
    private Optional<Ruling> find(String spec, List<String> keys, String datum, Subject subject) throws TableError {
        TableList table =
                open.computeIfAbsent(spec, it -> new TableList(it, List.of(it), service.tables(), service.msg()));
        Optional<String> value;
        try {
            value = Optional.empty();
            for (int i = 0; i < keys.size() && value.isEmpty(); i++) {
                value = table.find(keys.get(i), i > 0);
                if (value.isPresent()) {
                    standing.noteEntry(keys.get(i), value.get());
                }
            }
        } catch (TableError e) {
            value = Optional.of(BROKEN);
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(actions.act(spec, value.get(), datum, subject));
    }

    private static Ruling ruling(Optional<Ruling> found) {
        return found.orElse(Ruling.DUNNO);
    }

    /** A key as it is: a login, the null sender. */
    Ruling exactly(String spec, String key, Subject subject) throws TableError {
        return ruling(find(spec, List.of(key), key, subject));
    }

    /** A host name and its parents. */
    Ruling domain(String spec, String name, Subject subject) throws TableError {
        return ruling(inDomain(spec, name, subject));
    }

    private Optional<Ruling> inDomain(String spec, String name, Subject subject) throws TableError {
        return find(spec, domainKeys(name), name, subject);
    }

    private List<String> domainKeys(String name) {
        List<String> keys = new ArrayList<>();
        String rest = name;
        boolean number = Numeric.strict(name).isPresent();
        while (!rest.isEmpty()) {
            keys.add(rest);
            int dot = rest.indexOf('.', 1);
            if (dot < 0 || number) {
                break;
            }
            rest = rest.substring(bareParents ? dot + 1 : dot);
        }
        return keys;
    }

    /** A name and an address, as check_client_access asks. */
    Ruling host(String spec, String name, String address, Subject subject) throws TableError {
        Optional<Ruling> byName = inDomain(spec, name, subject);
        return byName.isPresent() ? byName.get() : ruling(inNetwork(spec, address, subject));
    }

    private Optional<Ruling> inNetwork(String spec, String address, Subject subject) throws TableError {
        List<String> keys = new ArrayList<>();
        char separator = address.indexOf(':') >= 0 ? ':' : '.';
        for (String rest = address; ; rest = rest.substring(0, rest.lastIndexOf(separator))) {
            keys.add(rest);
            if (rest.indexOf(separator) < 0) {
                break;
            }
        }
        return find(spec, keys, address, subject);
    }

    /** A mail address: {@code user+ext@domain}, {@code user@domain}, the domain and its parents, {@code user@}. */
    Ruling mail(String spec, String address, Subject subject) throws TableError {
        boolean sender = subject.kind().equals(Subject.SENDER);
        Resolution where = service.resolve(other(sender), address);
        String full = where.recipient();
        if (full.indexOf('@') < 0) {
            request.msg().warning("check_mail_access: no @domain in address: " + full);
            return Ruling.DUNNO;
        }
        Ruling ruling = ruling(find(spec, mailKeys(full), full, subject));
        boolean suspicious = where.routed()
                && !service.parameters().bool("allow_untrusted_routing")
                && subject.kind().equals(Subject.RECIPIENT);
        return ruling instanceof Ruling.Permit && suspicious ? Ruling.DUNNO : ruling;
    }

    private String other(boolean sender) {
        String text = sender ? request.recipient() : request.sender();
        return text == null ? "" : text;
    }

    private List<String> mailKeys(String full) {
        Address address = Address.of(full);
        var split = postroom.labs.debian.postfix.address.Extension.split(
                address.local(), service.parameters().get("recipient_delimiter"));
        List<String> keys = new ArrayList<>();
        keys.add(full);
        if (split.extension() != null) {
            keys.add(split.user() + "@" + address.domain());
        }
        keys.addAll(domainKeys(address.domain()));
        keys.add(address.local() + "@");
        if (split.extension() != null) {
            keys.add(split.user() + "@");
        }
        return keys;
    }

    /** The hosts that serve a domain: {@code check_sender_mx_access} and its kin. */
    Ruling servers(String spec, String name, ServerNames.Type type, Subject subject) throws TableError {
        String domain = name.substring(name.lastIndexOf('@') + 1);
        ServerNames servers = new ServerNames(service, request.msg());
        if (domain.startsWith("[")) {
            return literal(spec, domain, type, subject);
        }
        for (String server : servers.of(domain, type)) {
            boolean number = Numeric.strict(server).isPresent();
            if (!number && type != ServerNames.Type.A) {
                Optional<Ruling> byName = inDomain(spec, server, subject);
                if (byName.isPresent()) {
                    return byName.get();
                }
            }
            List<String> addresses = number ? List.of(server) : servers.addresses(server, type, subject);
            for (String address : addresses) {
                Optional<Ruling> byAddress = inNetwork(spec, address, subject);
                if (byAddress.isPresent()) {
                    return byAddress.get();
                }
            }
        }
        return Ruling.DUNNO;
    }

    private Ruling literal(String spec, String domain, ServerNames.Type type, Subject subject) throws TableError {
        if (type == ServerNames.Type.NS || !domain.endsWith("]")) {
            return Ruling.DUNNO;
        }
        String inside = domain.substring(1, domain.length() - 1).replaceFirst("(?i)^ipv6:", "");
        return Numeric.strict(inside).isEmpty() ? Ruling.DUNNO : ruling(inNetwork(spec, inside, subject));
    }
}
