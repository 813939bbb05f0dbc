package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.host.Numeric;
import postroom.labs.host.Syslog;
import postroom.labs.net.Endpoint;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RData;

/** What each option means. Those of DHCP, TFTP and the like are read and do nothing. */
final class Directives {
    private final Config config;

    Directives(Config config) {
        this.config = config;
    }

    /** An option that is wrong; the message goes before the place. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    void apply(String name, String value) throws Wrong {
        try {
            take(name, value);
        } catch (DnsFormatException noName) {
            throw new Wrong("error");
        }
    }

    private void take(String name, String value) throws Wrong, DnsFormatException {
        switch (name) {
            case "port" -> config.port = number(value, 0, 65_535);
            case "cache-size" -> config.cacheSize = number(value, 0, Integer.MAX_VALUE);
            case "local-ttl" -> config.localTtl = number(value, 0, Integer.MAX_VALUE);
            case "edns-packet-max" -> config.ednsMax = number(value, 0, 65_535);
            case "neg-ttl", "max-ttl", "dns-forward-max", "query-port", "min-port", "max-port", "dhcp-lease-max" ->
                number(value, 0, Integer.MAX_VALUE);
            case "listen-address" -> {
                for (String each : Quoting.parts(value)) {
                    config.listen.add(Numeric.strict(each).orElseThrow(() -> new Wrong("error")));
                }
            }
            case "interface" -> config.interfaces.addAll(Quoting.parts(value));
            case "except-interface" -> config.exceptInterfaces.addAll(Quoting.parts(value));
            case "addn-hosts" -> config.hostsFiles.add(Quoting.plain(value));
            case "resolv-file" -> config.resolvFile = Quoting.plain(value);
            case "user" -> config.user = value;
            case "group" -> config.group = value;
            case "pid-file" -> config.pidFile = value == null || value.isEmpty() ? null : Quoting.plain(value);
            case "log-facility" -> facility(Quoting.plain(value));
            case "domain" -> domain(value);
            case "mx-target" -> config.mxTarget = value;
            case "mx-host" -> mx(value);
            case "txt-record" -> text(value);
            case "ptr-record" -> {
                List<String> parts = Quoting.parts(value);
                String target = parts.size() > 1 ? parts.get(1) : "";
                config.pointers.add(
                        0, DnsRecord.of(parts.get(0), DnsType.PTR, config.localTtl, RData.name(dot(target))));
            }
            case "srv-host" -> service(Quoting.parts(value));
            case "naptr-record" -> naptr(Quoting.parts(value));
            case "caa-record" -> caa(Quoting.parts(value));
            case "dns-rr" -> other(Quoting.parts(value));
            case "cname" -> alias(Quoting.parts(value));
            case "host-record" -> host(Quoting.parts(value));
            case "address" -> rules(name, value);
            case "server", "local" -> rules(name, value);
            case "dhcp-range" -> range(Quoting.parts(value));
            default -> config.flags.add(name);
        }
    }

    private static int number(String text, int least, int most) throws Wrong {
        if (text == null || !text.matches("[0-9]{1,10}")) {
            throw new Wrong("error");
        }
        long value = Long.parseLong(text);
        if (value < least || value > most) {
            throw new Wrong("error");
        }
        return (int) value;
    }

    private static String dot(String name) {
        return name.isEmpty() ? "." : name;
    }

    private void facility(String value) throws Wrong {
        if (value.contains("/") || value.equals("-")) {
            config.logFile = value;
        } else if (Syslog.facility(value).isPresent()) {
            config.facility = value;
        } else {
            throw new Wrong("bad log facility");
        }
    }

    private void domain(String value) {
        String name = Quoting.parts(value).get(0);
        if (!name.equals("#")) {
            config.domain = name;
        }
    }

    private void mx(String value) throws Wrong {
        List<String> parts = Quoting.parts(value);
        int preference = 1;
        if (parts.size() > 2) {
            if (!parts.get(2).matches("[0-9]{1,5}") || Integer.parseInt(parts.get(2)) > 65_535) {
                throw new Wrong("bad MX preference");
            }
            preference = Integer.parseInt(parts.get(2));
        }
        String target = parts.size() > 1 && !parts.get(1).isEmpty() ? parts.get(1) : null;
        config.mx.add(0, new Config.Mx(parts.get(0), target, preference));
    }

    private void text(String value) {
        List<String> parts = Quoting.parts(value);
        List<String> strings = parts.size() > 1 ? parts.subList(1, parts.size()) : List.of("");
        List<String> cut = new ArrayList<>();
        for (String each : strings) {
            for (int i = 0; i == 0 || i < each.length(); i += 255) {
                cut.add(each.substring(i, Math.min(each.length(), i + 255)));
            }
        }
        config.texts.add(DnsRecord.of(parts.get(0), DnsType.TXT, config.localTtl, RData.txt(cut)));
    }

    private void service(List<String> parts) throws Wrong, DnsFormatException {
        String target = parts.size() > 1 ? parts.get(1) : "";
        int[] numbers = {1, 0, 0};
        String[] names = {"port number", "priority", "weight"};
        for (int i = 0; i < 3 && parts.size() > 2 + i; i++) {
            if (!parts.get(2 + i).matches("[0-9]{1,5}") || Integer.parseInt(parts.get(2 + i)) > 65_535) {
                throw new Wrong("invalid " + names[i]);
            }
            numbers[i] = Integer.parseInt(parts.get(2 + i));
        }
        byte[] data = RData.srv(numbers[1], numbers[2], numbers[0], dot(target));
        config.services.add(0, DnsRecord.of(parts.get(0), DnsType.SRV, config.localTtl, data));
    }

    private void naptr(List<String> parts) throws Wrong, DnsFormatException {
        if (parts.size() < 6
                || !parts.get(1).matches("[0-9]{1,5}")
                || !parts.get(2).matches("[0-9]{1,5}")) {
            throw new Wrong("bad NAPTR record");
        }
        byte[] data = RData.naptr(
                Integer.parseInt(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                parts.get(3),
                parts.get(4),
                parts.get(5),
                dot(parts.size() > 6 ? parts.get(6) : ""));
        config.naptrs.add(0, DnsRecord.of(parts.get(0), DnsType.NAPTR, config.localTtl, data));
    }

    private void caa(List<String> parts) throws Wrong {
        if (parts.size() < 4 || !parts.get(1).matches("[0-9]{1,3}")) {
            throw new Wrong("bad CAA record");
        }
        byte[] data = RData.caa(Integer.parseInt(parts.get(1)), parts.get(2), parts.get(3));
        config.others.add(DnsRecord.of(parts.get(0), DnsType.CAA, config.localTtl, data));
    }

    private void other(List<String> parts) throws Wrong {
        String hex = parts.size() > 2 ? parts.get(2).replace(":", "") : "";
        if (parts.size() < 2 || !parts.get(1).matches("[0-9]{1,5}") || !hex.matches("([0-9a-fA-F]{2})*")) {
            throw new Wrong("bad RR record");
        }
        byte[] data = java.util.HexFormat.of().parseHex(hex);
        config.others.add(DnsRecord.of(parts.get(0), Integer.parseInt(parts.get(1)), config.localTtl, data));
    }

    private void alias(List<String> parts) throws Wrong {
        int last = parts.size() - 1;
        boolean ttl = last > 1 && parts.get(last).matches("[0-9]{1,9}");
        String target = parts.get(ttl ? last - 1 : last);
        List<String> names = parts.subList(0, Math.max(0, ttl ? last - 1 : last));
        if (names.isEmpty()) {
            throw new Wrong("bad CNAME");
        }
        for (String name : names) {
            if (config.aliases.stream().anyMatch(it -> DnsName.key(it.name()).equals(DnsName.key(name)))) {
                throw new Wrong("duplicate CNAME");
            }
            config.aliases.add(new Config.Alias(name, target));
        }
    }

    private void host(List<String> parts) throws Wrong {
        List<String> names = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (String each : parts) {
            Optional<InetAddress> address = Numeric.strict(each);
            if (address.isPresent()) {
                addresses.add(address.get());
            } else if (!each.matches("[0-9]{1,9}")) {
                names.add(each);
            }
        }
        if (parts.size() < 2 || names.isEmpty()) {
            throw new Wrong("Bad host-record");
        }
        config.hostRecords.add(new Config.HostRecord(names, addresses));
    }

    private void rules(String option, String value) throws Wrong {
        boolean isAddress = option.equals("address");
        List<String> domains = List.of("");
        String target = value == null ? "" : value;
        if (target.startsWith("/")) {
            int end = target.lastIndexOf('/');
            domains = end == 0 ? List.of() : List.of(target.substring(1, end).split("/", -1));
            target = target.substring(end + 1);
            if (end == 0) {
                throw new Wrong(isAddress ? "Bad address in --address" : "Cannot resolve server name");
            }
        } else if (isAddress) {
            throw new Wrong("Bad address in --address");
        }
        for (String domain : domains) {
            String bare = domain.equals("#") ? "" : domain.replaceFirst("^\\*?\\.", "");
            config.rules.add(isAddress ? address(bare, target) : server(bare, target));
        }
    }

    private static Config.Rule address(String domain, String target) throws Wrong {
        if (target.isEmpty()) {
            return new Config.Rule(domain, null, false, null, false);
        }
        if (target.equals("#")) {
            return new Config.Rule(domain, null, true, null, false);
        }
        InetAddress address = Numeric.strict(target).orElseThrow(() -> new Wrong("Bad address in --address"));
        return new Config.Rule(domain, address, false, null, false);
    }

    private static Config.Rule server(String domain, String target) throws Wrong {
        if (target.isEmpty()) {
            return new Config.Rule(domain, null, false, null, false);
        }
        if (target.equals("#")) {
            return new Config.Rule(domain, null, false, null, true);
        }
        String text = target.replaceFirst("@.*", "");
        int hash = text.indexOf('#');
        int port = 53;
        if (hash >= 0) {
            if (!text.substring(hash + 1).matches("[0-9]{1,5}")
                    || Integer.parseInt(text.substring(hash + 1)) > 65_535) {
                throw new Wrong("bad port");
            }
            port = Integer.parseInt(text.substring(hash + 1));
            text = text.substring(0, hash);
        }
        InetAddress address = Numeric.lax(text).orElseThrow(() -> new Wrong("Cannot resolve server name"));
        return new Config.Rule(domain, null, false, new Endpoint(address, port), false);
    }

    private void range(List<String> parts) throws Wrong {
        boolean address = parts.stream().anyMatch(it -> Numeric.strict(it).isPresent());
        if (!address && parts.stream().noneMatch(it -> it.startsWith("constructor:"))) {
            throw new Wrong("bad dhcp-range");
        }
        config.flags.add("dhcp-range");
    }

    /** What can be said only when all options are known. */
    void finish() throws Fault {
        Map<String, String> targets = new HashMap<>();
        config.aliases.forEach(it -> targets.put(DnsName.key(it.name()), DnsName.key(it.target())));
        for (Config.Alias each : config.aliases) {
            String at = DnsName.key(each.target());
            for (int steps = 0; at != null; steps++) {
                if (at.equals(DnsName.key(each.name())) || steps > targets.size()) {
                    throw new Fault(Fault.BADCONF, "CNAME loop involving " + each.target());
                }
                at = targets.get(at);
            }
        }
    }
}
