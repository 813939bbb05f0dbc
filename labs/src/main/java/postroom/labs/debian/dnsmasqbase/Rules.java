package postroom.labs.debian.dnsmasqbase;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.net.Endpoint;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsType;

/** Finds what holds for a name: of the rules for it and the domains above it those of the longest that fit the question. */
final class Rules {
    private final List<Config.Rule> rules;
    private final List<Endpoint> standard = new ArrayList<>();

    /** @param fromFile the servers of resolv.conf */
    Rules(List<Config.Rule> rules, List<Endpoint> fromFile) {
        this.rules = rules;
        rules.stream()
                .filter(it -> it.domain().isEmpty() && it.server() != null)
                .forEach(it -> standard.add(it.server()));
        standard.addAll(fromFile);
    }

    /** The servers for everything that no other rule is for. */
    List<Endpoint> standard() {
        return standard;
    }

    /** The rules that hold; none if the standard servers are to be asked. */
    List<Config.Rule> find(String name, int type) {
        String rest = DnsName.relative(name);
        while (true) {
            List<Config.Rule> here = new ArrayList<>();
            for (Config.Rule each : rules) {
                boolean same = DnsName.relative(each.domain()).equalsIgnoreCase(rest);
                if (same && fits(each, type) && !(rest.isEmpty() && each.server() != null)) {
                    here.add(each);
                }
            }
            if (!here.isEmpty()) {
                boolean addresses = here.stream().anyMatch(it -> it.address() != null || it.any());
                return addresses
                        ? here.stream()
                                .filter(it -> it.address() != null || it.any())
                                .toList()
                        : here;
            }
            if (rest.isEmpty() || rest.equals(".")) {
                return List.of();
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
    }

    private static boolean fits(Config.Rule rule, int type) {
        if (rule.any()) {
            return type == DnsType.A || type == DnsType.AAAA || type == DnsType.ANY;
        }
        if (rule.address() == null) {
            return true;
        }
        int own = rule.address().getAddress().length == 4 ? DnsType.A : DnsType.AAAA;
        return type == own || type == DnsType.ANY;
    }
}
