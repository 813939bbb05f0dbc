package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import postroom.labs.net.Network;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RData;
import postroom.labs.net.dns.RecordText;

/** Answers from what is known here, as {@code answer_request()} of rfc1035.c goes through it. */
final class Answerer {
    private static final int MAX_ALIASES = 10;

    private final Config config;
    private final HostTable hosts;
    private final String hostName;
    private final Map<String, String> chaos;
    private final Consumer<String> log;

    /**
     * Answers by a configuration.
     *
     * @param hostName the machine's, for MX records without a target
     * @param chaos what it says about itself: names of class CH and their texts
     * @param log gets a line for each thing found
     */
    Answerer(Config config, HostTable hosts, String hostName, Map<String, String> chaos, Consumer<String> log) {
        this.config = config;
        this.hosts = hosts;
        this.hostName = hostName;
        this.chaos = chaos;
        this.log = log;
    }

    /** Puts what is known into {@code reply}; false if that is nothing, and others are to be asked. */
    boolean answer(DnsMessage.Question question, DnsMessage reply) throws DnsFormatException {
        if (question.dnsClass() == DnsType.CH) {
            return chaos(question, reply);
        }
        if (question.dnsClass() != DnsType.IN) {
            return false;
        }
        int type = question.type();
        String name = question.name();
        boolean found = false;
        for (int i = 0; i < MAX_ALIASES; i++) {
            Optional<Config.Alias> alias = alias(name);
            if (alias.isEmpty()) {
                break;
            }
            add(
                    reply,
                    DnsRecord.of(
                            name,
                            DnsType.CNAME,
                            config.localTtl,
                            RData.name(alias.get().target())));
            said(name, "<CNAME>");
            name = alias.get().target();
            found = true;
            if (type == DnsType.CNAME) {
                return true;
            }
        }
        found |= fixed(config.texts, DnsType.TXT, name, type, reply);
        found |= others(name, type, reply);
        if (type == DnsType.PTR || type == DnsType.ANY) {
            found |= pointer(name, type, reply);
        }
        found |= addresses(name, type, reply);
        if (type == DnsType.MX || type == DnsType.ANY) {
            found |= mx(name, reply);
        }
        found |= services(name, type, reply);
        found |= fixed(config.naptrs, DnsType.NAPTR, name, type, reply);
        return found;
    }

    private Optional<Config.Alias> alias(String name) {
        return config.aliases.stream()
                .filter(it -> DnsName.key(it.name()).equals(DnsName.key(name))
                        || it.name().startsWith("*.")
                                && DnsName.within(name, it.name().substring(2))
                                && !DnsName.key(name)
                                        .equals(DnsName.key(it.name().substring(2))))
                .findFirst();
    }

    private boolean chaos(DnsMessage.Question question, DnsMessage reply) {
        String text = config.has("no-ident")
                ? null
                : chaos.get(DnsName.relative(question.name()).toLowerCase(Locale.ROOT));
        if (text == null || question.type() != DnsType.TXT) {
            return false;
        }
        byte[] data = RData.txt(List.of(text));
        add(reply, new DnsRecord(question.name(), DnsType.TXT, DnsType.CH, 0, data));
        said(question.name(), "<TXT>");
        return true;
    }

    private void add(DnsMessage reply, DnsRecord record) {
        reply.authoritative = true;
        reply.answers().add(record);
    }

    private void said(String name, String what) {
        log.accept("config " + DnsName.relative(name) + " is " + what);
    }

    private static boolean same(String one, String other) {
        return DnsName.key(one).equals(DnsName.key(other));
    }

    private boolean fixed(List<DnsRecord> records, int own, String name, int type, DnsMessage reply) {
        boolean found = false;
        if (type == own || type == DnsType.ANY) {
            for (DnsRecord each : records) {
                if (same(each.name(), name)) {
                    add(reply, each.named(name));
                    said(name, "<" + DnsType.name(own) + ">");
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean others(String name, int type, DnsMessage reply) {
        boolean found = false;
        for (DnsRecord each : config.others) {
            if (same(each.name(), name) && (type == each.type() || type == DnsType.ANY)) {
                add(reply, each.named(name));
                said(name, "<" + DnsType.name(each.type()) + ">");
                found = true;
            }
        }
        return found;
    }

    private boolean pointer(String name, int type, DnsMessage reply) throws DnsFormatException {
        if (fixed(config.pointers, DnsType.PTR, name, type, reply)) {
            return true;
        }
        Optional<InetAddress> address = DnsName.reversed(name);
        if (address.isEmpty() || type != DnsType.PTR) {
            return false;
        }
        Optional<HostTable.Entry> entry = hosts.reverse(address.get());
        String number = RecordText.address(address.get());
        if (entry.isPresent()) {
            add(
                    reply,
                    DnsRecord.of(
                            name,
                            DnsType.PTR,
                            config.localTtl,
                            RData.name(entry.get().name())));
            log.accept(
                    entry.get().origin() + " " + number + " is " + entry.get().name());
            return true;
        }
        if (config.has("bogus-priv") && Private.covers(address.get())) {
            reply.authoritative = true;
            reply.code = DnsType.NXDOMAIN;
            log.accept("config " + number + " is NXDOMAIN");
            return true;
        }
        return false;
    }

    private boolean addresses(String name, int type, DnsMessage reply) {
        boolean found = false;
        for (int length : new int[] {4, 16}) {
            int own = length == 4 ? DnsType.A : DnsType.AAAA;
            if (type == own || type == DnsType.ANY) {
                for (HostTable.Entry each : hosts.addresses(name, length)) {
                    add(reply, DnsRecord.address(name, each.address(), config.localTtl));
                    log.accept(
                            each.origin() + " " + DnsName.relative(name) + " is " + RecordText.address(each.address()));
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean mx(String name, DnsMessage reply) throws DnsFormatException {
        String target = config.mxTarget == null ? hostName : config.mxTarget;
        boolean found = false;
        for (Config.Mx each : config.mx) {
            if (same(each.name(), name)) {
                String exchange = each.target() == null ? target : each.target();
                mx(reply, name, each.preference(), exchange);
                found = true;
            }
        }
        boolean own = config.mx.isEmpty() && (config.mxTarget != null || config.has("localmx")) && same(name, hostName);
        boolean local = (config.has("selfmx") || config.has("localmx")) && hosts.has(name);
        if (!found && (own || local)) {
            byte[] data = RData.mx(1, config.has("selfmx") && local ? name : target);
            add(reply, DnsRecord.of(name, DnsType.MX, config.localTtl, data));
            said(name, "<MX>");
            return true;
        }
        return found;
    }

    private void mx(DnsMessage reply, String name, int preference, String exchange) throws DnsFormatException {
        add(reply, DnsRecord.of(name, DnsType.MX, config.localTtl, RData.mx(preference, exchange)));
        said(name, "<MX>");
        additional(reply, exchange);
    }

    private boolean services(String name, int type, DnsMessage reply) {
        boolean found = false;
        if (type == DnsType.SRV || type == DnsType.ANY) {
            for (DnsRecord each : config.services) {
                if (same(each.name(), name)) {
                    add(reply, each.named(name));
                    said(name, "<SRV>");
                    each.target().ifPresent(target -> additional(reply, target));
                    found = true;
                }
            }
        }
        return found;
    }

    private void additional(DnsMessage reply, String target) {
        for (int length : new int[] {4, 16}) {
            hosts.addresses(target, length)
                    .forEach(it -> reply.additional().add(DnsRecord.address(target, it.address(), config.localTtl)));
        }
    }

    /** True if something, be it of another type, is known of the name or of one below it. */
    boolean knows(String name) {
        return hosts.hasWithin(name)
                || config.mx.stream().anyMatch(it -> DnsName.within(it.name(), name))
                || config.aliases.stream().anyMatch(it -> DnsName.within(it.name(), name))
                || List.of(config.texts, config.services, config.pointers, config.naptrs, config.others).stream()
                        .anyMatch(all -> all.stream().anyMatch(it -> DnsName.within(it.name(), name)));
    }

    /** Answers by {@code --address}. */
    void literal(DnsMessage.Question question, List<Config.Rule> rules, DnsMessage reply) {
        for (int length : new int[] {4, 16}) {
            int own = length == 4 ? DnsType.A : DnsType.AAAA;
            if (question.type() != own && question.type() != DnsType.ANY) {
                continue;
            }
            for (Config.Rule each : rules) {
                InetAddress address = each.any() ? Network.address(length == 4 ? "0.0.0.0" : "::") : each.address();
                if (address.getAddress().length == length) {
                    add(reply, DnsRecord.address(question.name(), address, config.localTtl));
                    said(question.name(), RecordText.address(address));
                }
            }
        }
    }
}
