package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.net.Endpoint;
import postroom.labs.net.dns.DnsRecord;

/** What the options say; filled by {@link Directives} and left alone after that. */
final class Config {
    /**
     * What a domain's queries meet: an address, a server, or nothing but what is known here.
     *
     * @param domain empty for all
     * @param address of {@code --address}; null if it is not that
     * @param any {@code --address=/domain/#}: the null address of either family
     * @param server to ask; null for {@code --local}
     * @param standard {@code --server=/domain/#}: as if there were no rule
     */
    record Rule(String domain, InetAddress address, boolean any, Endpoint server, boolean standard) {
        boolean isLocal() {
            return address == null && !any && server == null && !standard;
        }
    }

    /** A name and what it stands for. */
    record Alias(String name, String target) {}

    /** Names that have addresses, the first one also the other way round. */
    record HostRecord(List<String> names, List<InetAddress> addresses) {}

    /** {@code --mx-host}; its target is worked out at the end. */
    record Mx(String name, String target, int preference) {}

    final Set<String> flags = new HashSet<>();
    final List<InetAddress> listen = new ArrayList<>();
    final List<String> interfaces = new ArrayList<>();
    final List<String> exceptInterfaces = new ArrayList<>();
    final List<String> hostsFiles = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Mx> mx = new ArrayList<>();
    final List<DnsRecord> texts = new ArrayList<>();
    final List<DnsRecord> pointers = new ArrayList<>();
    final List<DnsRecord> services = new ArrayList<>();
    final List<DnsRecord> naptrs = new ArrayList<>();
    final List<DnsRecord> others = new ArrayList<>();
    final List<Alias> aliases = new ArrayList<>();
    final List<HostRecord> hostRecords = new ArrayList<>();
    int port = 53;
    int cacheSize = 150;
    long localTtl;
    int ednsMax = 1232;
    String domain;
    String mxTarget;
    String resolvFile = "/etc/resolv.conf";
    String user;
    String group;
    String pidFile = "/var/run/dnsmasq.pid";
    String logFile;
    String facility = "daemon";

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
