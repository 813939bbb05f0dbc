package postroom.labs.debian.ufw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Endpoint;
import postroom.labs.net.PacketFilter;

/**
 * The rules that are in force: what netfilter is on a real host. They are those of the files when ufw loaded them, and they
 * are in force on the lab's network. Answers to what the host itself has sent pass, as do what it has from itself.
 */
final class Firewall implements Daemon, PacketFilter {
    static final String UNIT = "ufw";
    private static final int MAX_FLOWS = 1024;
    private static final Duration LIMIT_WINDOW = Duration.ofSeconds(30);
    private static final int LIMIT_HITS = 6;
    private static final int LOG_BURST = 10;

    private final Host host;
    private final Map<String, byte[]> loaded;
    private final List<Rule> v4;
    private final List<Rule> v6;
    private final Settings settings = new Settings();
    private final Map<String, Boolean> flows = new LinkedHashMap<>();
    private final Map<String, Deque<Instant>> hits = new HashMap<>();
    private final Deque<Instant> logged = new ArrayDeque<>();

    private Firewall(Host host, Map<String, byte[]> loaded) {
        this.host = host;
        this.loaded = loaded;
        this.v4 = RuleFile.parse(text(RuleFile.path(false)), false);
        this.v6 = RuleFile.parse(text(RuleFile.path(true)), true);
        settings.add(text(Settings.DEFAULTS));
        settings.add(text(Settings.CONF));
    }

    private String text(String path) {
        return new String(loaded.getOrDefault(path, new byte[0]), UTF_8);
    }

    /** Whether there are rules in force. */
    static boolean isLoaded(Host host) {
        return host.daemons().find(UNIT).isPresent();
    }

    /** Puts in force what the files say. */
    static void load(Host host) {
        Map<String, byte[]> read = new LinkedHashMap<>();
        FileAccess files = FileAccess.root(host.disk());
        for (String path : List.of(RuleFile.path(false), RuleFile.path(true), Settings.DEFAULTS, Settings.CONF)) {
            try {
                read.put(path, files.readAll(path));
            } catch (ErrnoException missing) {
                read.put(path, new byte[0]);
            }
        }
        host.daemons().put(resume(host, read));
    }

    static Firewall resume(Host host, Map<String, byte[]> loaded) {
        Firewall firewall = new Firewall(host, loaded);
        host.node().filter(firewall);
        return firewall;
    }

    /** Lets everything pass again. */
    static void unload(Host host) {
        host.daemons().find(UNIT).ifPresent(it -> {
            it.halt();
            host.daemons().remove(it);
        });
    }

    // ---- packets -------------------------------------------------------------------------------------

    private static String flow(String protocol, Endpoint own, Endpoint other) {
        return protocol + " " + own.port() + " " + other.address().getHostAddress() + " " + other.port();
    }

    @Override
    public synchronized Verdict incoming(String protocol, Endpoint from, Endpoint to) {
        if (flows.containsKey(flow(protocol, to, from))) {
            return Verdict.ACCEPT;
        }
        Verdict verdict = judge("in", protocol, from, to);
        if (verdict != Verdict.ACCEPT) {
            log("BLOCK", "IN=eth0 OUT=", protocol, from, to);
        }
        return verdict;
    }

    @Override
    public synchronized Verdict outgoing(String protocol, Endpoint from, Endpoint to) {
        Verdict verdict = judge("out", protocol, from, to);
        if (verdict == Verdict.ACCEPT) {
            flows.put(flow(protocol, from, to), true);
            if (flows.size() > MAX_FLOWS) {
                flows.remove(flows.keySet().iterator().next());
            }
        } else {
            log("BLOCK", "IN= OUT=eth0", protocol, from, to);
        }
        return verdict;
    }

    private Verdict judge(String direction, String protocol, Endpoint from, Endpoint to) {
        boolean six = to.address().getAddress().length == 16;
        for (Rule each : six ? v6 : v4) {
            if (each.direction.equals(direction) && !each.forward && matches(each, protocol, from, to)) {
                return switch (each.action) {
                    case "allow" -> Verdict.ACCEPT;
                    case "reject" -> Verdict.REJECT;
                    case "limit" -> limited(each, from) ? Verdict.REJECT : Verdict.ACCEPT;
                    default -> Verdict.DROP;
                };
            }
        }
        return switch (settings.policy(direction.equals("in") ? "input" : "output")) {
            case "allow" -> Verdict.ACCEPT;
            case "reject" -> Verdict.REJECT;
            default -> Verdict.DROP;
        };
    }

    private static boolean matches(Rule rule, String protocol, Endpoint from, Endpoint to) {
        return (rule.protocol.equals("any") || rule.protocol.equals(protocol))
                && (rule.inInterface.isEmpty() || rule.inInterface.equals("eth0"))
                && (rule.outInterface.isEmpty() || rule.outInterface.equals("eth0"))
                && hasPort(rule.toPort, to.port())
                && hasPort(rule.fromPort, from.port())
                && Addresses.contains(rule.to, to.address())
                && Addresses.contains(rule.from, from.address());
    }

    private static boolean hasPort(String ports, int port) {
        return ports.equals("any")
                || Arrays.stream(ports.split(",")).anyMatch(it -> {
                    String[] ends = it.split(":");
                    return port >= Integer.parseInt(ends[0]) && port <= Integer.parseInt(ends[ends.length - 1]);
                });
    }

    /** Whether a host has come too often within half a minute. */
    private boolean limited(Rule rule, Endpoint from) {
        String key = rule.toPort + " " + from.address().getHostAddress();
        if (hits.size() > MAX_FLOWS) {
            hits.clear();
        }
        Deque<Instant> times = hits.computeIfAbsent(key, it -> new ArrayDeque<>());
        Instant now = host.clock().instant();
        while (!times.isEmpty() && times.peek().isBefore(now.minus(LIMIT_WINDOW))) {
            times.poll();
        }
        times.add(now);
        return times.size() >= LIMIT_HITS;
    }

    private void log(String what, String interfaces, String protocol, Endpoint from, Endpoint to) {
        if (settings.logLevel().equals("off")) {
            return;
        }
        Instant now = host.clock().instant();
        while (!logged.isEmpty() && logged.peek().isBefore(now.minus(Duration.ofMinutes(3)))) {
            logged.poll();
        }
        if (logged.size() >= LOG_BURST) {
            return;
        }
        logged.add(now);
        String tail = protocol.equals("tcp") ? " WINDOW=64240 RES=0x00 SYN URGP=0" : " LEN=40";
        host.syslog()
                .log(
                        "kern",
                        Priority.WARNING,
                        "kernel",
                        "[UFW " + what + "] " + interfaces + " MAC= SRC="
                                + from.address().getHostAddress() + " DST="
                                + to.address().getHostAddress() + " LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=0 DF PROTO="
                                + protocol.toUpperCase(java.util.Locale.ROOT) + " SPT=" + from.port() + " DPT="
                                + to.port()
                                + tail);
    }

    @Override
    public String name() {
        return UNIT;
    }

    @Override
    public Map<String, byte[]> loaded() {
        return loaded;
    }

    @Override
    public void halt() {
        host.node().filter(null);
    }
}
