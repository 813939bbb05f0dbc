package postroom.labs.debian.postfix.smtp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Dns;
import postroom.labs.host.Numeric;
import postroom.labs.host.Resolver;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** Finds the hosts that take a domain's mail ({@code smtp_addr.c}): by MX records, or by a host's addresses. */
final class MailServers {
    private final Service service;
    private final Parameters parameters;

    MailServers(Service service) {
        this.service = service;
        this.parameters = service.parameters();
    }

    /** One address to try. */
    record Target(String host, InetAddress address, int preference) {
        /** {@code mx1.example[192.0.2.9]}. */
        String text() {
            return host + "[" + IpText.of(address) + "]";
        }
    }

    /** No host takes it; a status of class 5 says that it will stay so. */
    static final class None extends Exception {
        private static final long serialVersionUID = 1L;

        private final String dsn;

        None(String dsn, String text) {
            super(text, null, false, false);
            this.dsn = dsn;
        }

        String dsn() {
            return dsn;
        }
    }

    /** The hosts of a domain, the best first; of a host in brackets, or without DNS, its own addresses. */
    List<Target> find(String name, boolean bracketed) throws None {
        boolean noDns = parameters.bool("disable_dns_lookups");
        if (bracketed || noDns || Numeric.strict(name).isPresent()) {
            return host(name);
        }
        Dns.Answer mx = parameters.host().query(name, DnsType.MX);
        switch (mx.outcome()) {
            case TRY_AGAIN:
                throw new None("4.4.3", failure(name, "MX", mx.outcome()));
            case FOUND:
                return exchanges(name, mx);
            default:
                return host(name);
        }
    }

    private List<Target> exchanges(String name, Dns.Answer mx) throws None {
        List<DnsRecord> records = new ArrayList<>(mx.records());
        records.sort(Comparator.comparingInt(DnsRecord::preference));
        if (records.size() == 1 && ".".equals(records.get(0).target().orElse(""))) {
            throw new None("5.1.0", "Domain " + name + " does not accept mail (nullMX)");
        }
        List<Target> found = new ArrayList<>();
        None last = null;
        for (DnsRecord each : records) {
            String host = DnsName.relative(each.target().orElse("."));
            try {
                for (InetAddress address : addresses(host)) {
                    found.add(new Target(host, address, each.preference()));
                }
            } catch (None missing) {
                last = missing;
            }
        }
        if (found.isEmpty()) {
            service.msg().warning("no MX host for " + name + " has a valid address record");
            throw last;
        }
        return beforeOwn(name, found);
    }

    /** Of hosts that are this one, and of those that are no better, nothing is asked: the mail would come back. */
    private List<Target> beforeOwn(String name, List<Target> found) throws None {
        Optional<Target> own = found.stream().filter(it -> isOwn(it.address())).findFirst();
        if (own.isEmpty()) {
            return found;
        }
        int preference = own.get().preference();
        List<Target> better =
                found.stream().filter(it -> it.preference() < preference).toList();
        if (better.isEmpty()) {
            throw new None("5.4.6", "mail for " + name + " loops back to myself");
        }
        return better;
    }

    private boolean isOwn(InetAddress address) {
        return parameters.host().addresses().contains(address);
    }

    private List<Target> host(String name) throws None {
        List<Target> found = new ArrayList<>();
        addresses(name).forEach(it -> found.add(new Target(name, it, 0)));
        return found;
    }

    private List<InetAddress> addresses(String host) throws None {
        Optional<InetAddress> number = Numeric.strict(host.replaceFirst("(?i)^ipv6:", ""));
        if (number.isPresent()) {
            return List.of(number.get());
        }
        boolean isNative = parameters.bool("disable_dns_lookups")
                || List.of(parameters.get("smtp_host_lookup").split("[,\\s]+")).contains("native");
        return isNative ? natively(host) : byDns(host);
    }

    private List<InetAddress> natively(String host) throws None {
        try {
            return new Resolver(service.host()).addresses(host);
        } catch (Resolver.Unresolved e) {
            String dsn = e.getMessage().startsWith("Temporary")
                    ? "4.4.4"
                    : e.getMessage().startsWith("No address") ? "5.3.0" : "5.4.4";
            throw new None(dsn, "unable to look up host " + host + ": " + e.getMessage());
        }
    }

    private List<InetAddress> byDns(String host) throws None {
        List<InetAddress> found = new ArrayList<>();
        Dns.Outcome last = Dns.Outcome.NO_NAME;
        String type = "A";
        boolean again = false;
        for (String protocol : protocols()) {
            type = protocol.equals("ipv4") ? "A" : "AAAA";
            Dns.Answer answer = parameters.host().query(host, protocol.equals("ipv4") ? DnsType.A : DnsType.AAAA);
            last = answer.outcome();
            again |= last == Dns.Outcome.TRY_AGAIN;
            answer.records().forEach(it -> it.address().ifPresent(found::add));
        }
        if (found.isEmpty()) {
            throw new None(again ? "4.4.3" : "5.4.4", failure(host, type, again ? Dns.Outcome.TRY_AGAIN : last));
        }
        return found;
    }

    private List<String> protocols() {
        List<String> wanted = parameters.list("inet_protocols");
        if (wanted.contains("all") || wanted.contains("ipv4") && wanted.contains("ipv6")) {
            return List.of("ipv4", "ipv6");
        }
        return wanted.contains("ipv6") ? List.of("ipv6") : List.of("ipv4");
    }

    /** What Postfix says of a look-up that failed. */
    static String failure(String name, String type, Dns.Outcome outcome) {
        String why = switch (outcome) {
            case TRY_AGAIN -> "Host not found, try again";
            case NO_DATA -> "Host found but no data record of requested type";
            default -> "Host not found";
        };
        return "Host or domain name not found. Name service error for name=" + name + " type=" + type + ": " + why;
    }
}
