package postroom.labs.debian.bind9dnsutils;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import postroom.labs.net.dns.DnsType;

/** One thing to look up, with everything that was said of how; what stands before the first name goes for all. */
final class Lookup {
    /** What is on from the start. */
    private static final Set<String> DEFAULT = Set.of(
            "adflag",
            "recurse",
            "edns",
            "cookie",
            "comments",
            "question",
            "answer",
            "authority",
            "additional",
            "stats",
            "ttlid",
            "class",
            "cmd",
            "crypto",
            "fail",
            "badcookie");

    String name;
    int type = DnsType.A;
    boolean typeSet;
    int dnsClass = DnsType.IN;
    boolean classSet;
    String server;
    boolean globalServer;
    int port = 53;
    int family;
    InetAddress source;
    final Set<String> on = new HashSet<>(DEFAULT);
    final Map<String, String> values = new HashMap<>();
    boolean tcpSet;

    Lookup copy() {
        Lookup copy = new Lookup();
        copy.name = name;
        copy.type = type;
        copy.typeSet = typeSet;
        copy.dnsClass = dnsClass;
        copy.classSet = classSet;
        copy.server = server;
        copy.globalServer = globalServer;
        copy.port = port;
        copy.family = family;
        copy.source = source;
        copy.on.clear();
        copy.on.addAll(on);
        copy.values.putAll(values);
        copy.tcpSet = tcpSet;
        return copy;
    }

    boolean has(String flag) {
        return on.contains(flag);
    }

    void set(String flag, boolean wanted) {
        if (wanted) {
            on.add(flag);
        } else {
            on.remove(flag);
        }
    }

    int number(String key, int otherwise) {
        String value = values.get(key);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** ANY and AXFR go over TCP unless something else was said. */
    boolean tcp() {
        return has("tcp") || !tcpSet && (type == DnsType.ANY || type == DnsType.AXFR || type == DnsType.IXFR);
    }
}
