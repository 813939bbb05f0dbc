package postroom.labs.debian.postfix.address;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.Resolution.DomainClass;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.OwnAddresses;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.debian.postfix.table.TableList;
import postroom.labs.debian.postfix.table.Tables;

/** Finds out where an address is delivered ({@code trivial-rewrite(8)}). */
public final class Resolver {
    private static final int MAX_STRIPS = 10;

    private final Parameters parameters;
    private final Rewriter rewriter;
    private final DomainList mydestination;
    private final DomainList virtualAlias;
    private final DomainList virtualMailbox;
    private final DomainList relay;
    private final TableList transportMaps;
    private final TableList senderRelayhosts;
    private final TableList senderTransports;
    private final TableList relocated;
    private final Set<String> ownLiterals = new HashSet<>();
    private final Msg msg;

    /** By these parameters and tables. */
    public Resolver(Parameters parameters, Rewriter rewriter, Tables tables, TableFiles files, Msg msg) {
        this.parameters = parameters;
        this.rewriter = rewriter;
        this.mydestination = new DomainList("mydestination", parameters, tables, files, msg);
        this.virtualAlias = new DomainList("virtual_alias_domains", parameters, tables, files, msg);
        this.virtualMailbox = new DomainList("virtual_mailbox_domains", parameters, tables, files, msg);
        this.relay = new DomainList("relay_domains", parameters, tables, files, msg);
        this.transportMaps = list("transport_maps", tables, msg);
        this.senderRelayhosts = list("sender_dependent_relayhost_maps", tables, msg);
        this.senderTransports = list("sender_dependent_default_transport_maps", tables, msg);
        this.relocated = list("relocated_maps", tables, msg);
        this.msg = msg;
        for (InetAddress each : OwnAddresses.of(parameters)) {
            ownLiterals.add("[" + (each.getAddress().length == 16 ? "ipv6:" : "") + IpText.of(each) + "]");
        }
    }

    private TableList list(String name, Tables tables, Msg to) {
        return new TableList(name, parameters.list(name), tables, to);
    }

    /** True for a domain that this host delivers itself: in mydestination, or one of its addresses in brackets. */
    public boolean isLocal(String domain) throws TableError {
        String key = domain.toLowerCase(java.util.Locale.ROOT);
        return mydestination.hasDomain(key) || ownLiterals.contains(key);
    }

    /** Resolves an address that has been rewritten. */
    public Resolution resolve(String sender, String recipient) throws TableError {
        Address address = Address.of(
                recipient.isEmpty() ? rewriter.rewrite(parameters.get("empty_address_recipient")) : recipient);
        boolean routed = false;
        for (int i = 0; i < MAX_STRIPS && address.domain() != null; i++) {
            if (!isLocal(address.domain()) || address.local().isEmpty()) {
                break;
            }
            Address inner = inner(address.local());
            if (inner == null) {
                break;
            }
            routed = true;
            address = inner;
        }
        boolean operators = address.local().matches("(?s).*[@!%].*");
        return moved(mapped(classified(sender, address, routed || operators)));
    }

    /** What relocated_maps say of it ({@code relocated(5)}). */
    private Resolution moved(Resolution plain) throws TableError {
        if (relocated.isEmpty()) {
            return plain;
        }
        AddressMap map = new AddressMap(relocated, "", parameters, this, rewriter);
        return map.value(plain.recipient())
                .map(where -> new Resolution(
                        "error",
                        "5.1.6 User has moved to " + where,
                        plain.recipient(),
                        plain.domainClass(),
                        plain.routed()))
                .orElse(plain);
    }

    /** The address within a local part that has one: {@code carla@elsewhere}, {@code carla%elsewhere}. */
    private Address inner(String local) {
        if (!parameters.bool("resolve_dequoted_address") && local.indexOf('@') >= 0) {
            return null;
        }
        boolean hack = local.indexOf('%') > 0 && parameters.bool("allow_percent_hack")
                || local.indexOf('!') > 0 && parameters.bool("swap_bangpath");
        return local.indexOf('@') >= 0 || hack ? Address.of(rewriter.rewrite(local)) : null;
    }

    private Resolution classified(String sender, Address address, boolean routed) throws TableError {
        String domain = address.domainKey();
        if (address.domain() == null || isLocal(domain)) {
            warnOfTwice(domain);
            return made("local_transport", parameters.get("myhostname"), address, DomainClass.LOCAL, routed);
        }
        if (virtualAlias.hasDomain(domain)) {
            warnIf(virtualMailbox, domain, "virtual_alias_domains and virtual_mailbox_domains");
            warnIf(relay, domain, "virtual_alias_domains and relay_domains");
            String table = parameters.bool("show_user_unknown_table_name") ? " in virtual alias table" : "";
            return new Resolution(
                    "error", "5.1.1 User unknown" + table, address.internal(), DomainClass.VIRTUAL_ALIAS, routed);
        }
        if (virtualMailbox.hasDomain(domain)) {
            warnIf(relay, domain, "virtual_mailbox_domains and relay_domains");
            return made("virtual_transport", domain, address, DomainClass.VIRTUAL_MAILBOX, routed);
        }
        if (relay.hasDomain(domain)) {
            return relayed(made("relay_transport", domain, address, DomainClass.RELAY, routed), sender);
        }
        Resolution plain = made("default_transport", domain, address, DomainClass.DEFAULT, routed);
        Optional<String> own = sender.isEmpty() ? Optional.empty() : senderTransports.find(sender);
        if (own.isPresent()) {
            plain = new Resolution(
                    transport(own.get()), nexthop(own.get(), domain), plain.recipient(), plain.domainClass(), routed);
        }
        return relayed(plain, sender);
    }

    private void warnIf(DomainList other, String domain, String both) throws TableError {
        if (parameters.bool("helpful_warnings") && other.hasDomain(domain)) {
            msg.warning("do not list domain " + domain + " in BOTH " + both);
        }
    }

    private void warnOfTwice(String domain) throws TableError {
        if (domain.isEmpty()) {
            return;
        }
        if (virtualAlias.hasDomain(domain)) {
            msg.warning("do not list domain " + domain + " in BOTH mydestination and virtual_alias_domains");
        }
        if (virtualMailbox.hasDomain(domain)) {
            msg.warning("do not list domain " + domain + " in BOTH mydestination and virtual_mailbox_domains");
        }
    }

    private Resolution relayed(Resolution plain, String sender) throws TableError {
        Optional<String> own = sender.isEmpty() ? Optional.empty() : senderRelayhosts.find(sender);
        String relayhost = own.orElseGet(() -> parameters.get("relayhost"));
        if (relayhost.isEmpty() || relayhost.equals("DUNNO")) {
            return plain;
        }
        return new Resolution(plain.transport(), relayhost, plain.recipient(), plain.domainClass(), plain.routed());
    }

    private Resolution made(String parameter, String nexthop, Address address, DomainClass kind, boolean routed) {
        String value = parameters.get(parameter);
        return new Resolution(transport(value), nexthop(value, nexthop), address.internal(), kind, routed);
    }

    private static String transport(String value) {
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    private static String nexthop(String value, String otherwise) {
        int colon = value.indexOf(':');
        return colon < 0 || colon + 1 == value.length() ? otherwise : value.substring(colon + 1);
    }

    /** What transport_maps say of the address, its domain, or a parent of that ({@code transport(5)}). */
    private Resolution mapped(Resolution plain) throws TableError {
        if (transportMaps.isEmpty()) {
            return plain;
        }
        Address address = Address.of(plain.recipient());
        Optional<String> found = transportMaps.find(plain.recipient());
        if (found.isEmpty()) {
            String stripped = withoutExtension(address.local()) + "@" + address.domain();
            found = stripped.equals(plain.recipient()) ? found : transportMaps.find(stripped, true);
        }
        for (String key = address.domainKey(); found.isEmpty() && !key.isEmpty(); ) {
            found = transportMaps.find(key, true);
            int dot = key.indexOf('.', 1);
            key = dot < 0 ? "" : key.substring(dot);
        }
        if (found.isEmpty()) {
            found = transportMaps.find("*", true);
        }
        if (found.isEmpty()) {
            return plain;
        }
        int colon = found.get().indexOf(':');
        String transport = colon < 0 ? found.get() : found.get().substring(0, colon);
        String nexthop = colon < 0 ? "" : found.get().substring(colon + 1);
        String host = plain.domainClass() == DomainClass.DEFAULT || plain.domainClass() == DomainClass.RELAY
                ? address.domainKey()
                : plain.nexthop();
        return new Resolution(
                transport.isEmpty() ? plain.transport() : transport,
                nexthop.isEmpty() ? (transport.isEmpty() ? plain.nexthop() : host) : nexthop,
                plain.recipient(),
                plain.domainClass(),
                plain.routed());
    }

    private String withoutExtension(String local) {
        return Extension.split(local, parameters.get("recipient_delimiter")).user();
    }
}
