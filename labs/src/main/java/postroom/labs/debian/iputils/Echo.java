package postroom.labs.debian.iputils;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.host.Signal;
import postroom.labs.net.Network;

/** The requests of one ping, what comes back, and the statistics at the end. */
final class Echo {
    private static final int SHORTEST_WITH_TIME = 16;
    private static final int LONGEST = 65_507;
    private static final int MAX_KEPT = 100_000;
    private static final int NEAR = 64;

    private final Process process;
    private final PingOptions options;
    private final String given;
    private final String canonical;
    private final InetAddress address;
    private final List<Double> times = new ArrayList<>();
    private long sent;
    private long received;
    private long errors;
    private boolean stop;
    private int ttl;
    private String teller;

    Echo(Process process, PingOptions options, String given, String canonical, InetAddress address) {
        this.process = process;
        this.options = options;
        this.given = given;
        this.canonical = canonical;
        this.address = address;
    }

    int run() throws IOException {
        boolean six = address.getAddress().length == 16;
        String numbers = Ping.numbers(address);
        String size = six
                ? options.size() + " data bytes"
                : options.size() + "(" + (options.size() + 28) + ") bytes of data.";
        String named = six && !canonical.equals(numbers) ? canonical + " (" + numbers + ")" : numbers;
        process.out()
                .println("PING " + canonical + (six ? "" : " ") + "(" + named + ")" + options.from() + " " + size)
                .flush();
        if (options.interval() < 0.002 && !process.who().isRoot()) {
            process.out().flush();
            process.err().println("ping: cannot flood; minimal interval allowed for user is 2ms");
            return 2;
        }
        InetAddress own = process.host().node().addresses().stream().findFirst().orElse(address);
        boolean near = process.host().node().isOwn(address) || Interface.onLan(own, address);
        ttl = near ? NEAR : NEAR - 1;
        teller = near ? Ping.numbers(own) : Interface.gateway(own);
        process.disposition(Signal.INT, Process.Disposition.HANDLE, it -> stop = true);
        long began = process.host().clock().millis();
        long end = options.deadline() == 0 ? Long.MAX_VALUE : began + options.deadline() * 1000;
        long last = began;
        while (!stop && (options.count() == 0 || sent < options.count())) {
            process.step();
            last = process.host().clock().millis();
            request(sent + 1);
            boolean more = options.count() == 0 || sent < options.count();
            long pause = Math.round(Math.max(0.001, options.interval()) * 1000);
            if (more && process.host().clock().millis() + pause >= end) {
                process.await(
                        Ping.seconds(Math.max(0, end - process.host().clock().millis()) / 1000.0), () -> stop);
                break;
            }
            if (more) {
                process.await(Ping.seconds(pause / 1000.0), () -> stop);
            }
        }
        statistics(last - began);
        return received > 0 ? 0 : 1;
    }

    private void request(long sequence) throws IOException {
        long before = System.nanoTime();
        boolean there = process.host().node().isOwn(address)
                || process.host().node().network().nodes().stream()
                        .anyMatch(it -> it.addresses().contains(address));
        String name = new Resolver(process).name(address).orElse(null);
        double time = Math.max(9_000, System.nanoTime() - before) / 1e6;
        sent++;
        if (!there) {
            errors++;
            if (!options.quiet()) {
                process.out()
                        .println("From " + teller() + " icmp_seq=" + sequence + " Destination Host Unreachable")
                        .flush();
            }
            return;
        }
        if (options.size() > LONGEST) {
            return;
        }
        received++;
        if (times.size() < MAX_KEPT) {
            times.add(time);
        }
        if (!options.quiet()) {
            String numbers = Ping.numbers(address);
            boolean numeric = options.numeric() || name == null || given.equals(numbers) || given.matches("[0-9.]+");
            String from = numeric ? numbers : name + " (" + numbers + ")";
            String stamp = options.stamps()
                    ? String.format(
                            Locale.ROOT, "[%.6f] ", process.host().clock().millis() / 1000.0)
                    : "";
            String took = options.size() >= SHORTEST_WITH_TIME ? " time=" + milliseconds(time) + " ms" : "";
            process.out()
                    .println(stamp + (options.size() + 8) + " bytes from " + from + ": icmp_seq=" + sequence + " ttl="
                            + ttl + took + (options.bell() ? "\u0007" : ""))
                    .flush();
        }
    }

    /** Who says that a host is not there: this one of the LAN's, the router of others; by name where it has one. */
    private String teller() {
        Optional<String> name = options.numeric() || given.matches("[0-9.]+")
                ? Optional.empty()
                : new Resolver(process).name(Network.address(teller));
        return name.map(it -> it + " (" + teller + ")").orElse(teller);
    }

    private static String milliseconds(double time) {
        int digits = time >= 100 ? 0 : time >= 10 ? 1 : time >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", time);
    }

    private void statistics(long took) throws IOException {
        process.out().println();
        process.out().println("--- " + canonical + " ping statistics ---");
        long loss = sent == 0 ? 0 : (sent - received) * 100 / sent;
        process.out()
                .println(sent + " packets transmitted, " + received + " received, "
                        + (errors > 0 ? "+" + errors + " errors, " : "") + loss + "% packet loss, time " + took + "ms");
        if (received > 0 && options.size() >= SHORTEST_WITH_TIME) {
            double sum = times.stream().mapToDouble(it -> it).sum();
            double mean = sum / times.size();
            double squares = times.stream().mapToDouble(it -> it * it).sum() / times.size();
            double min = times.stream().mapToDouble(it -> it).min().orElse(0);
            double max = times.stream().mapToDouble(it -> it).max().orElse(0);
            process.out()
                    .println(String.format(
                            Locale.ROOT,
                            "rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms%s",
                            min,
                            mean,
                            max,
                            Math.sqrt(Math.max(0, squares - mean * mean)),
                            options.adaptive() || options.flood()
                                    ? String.format(
                                            Locale.ROOT,
                                            ", ipg/ewma %.3f/%.3f ms",
                                            sent > 1 ? took / (double) (sent - 1) : 0,
                                            mean)
                                    : ""));
        } else if (received == 0 || options.size() < SHORTEST_WITH_TIME) {
            process.out().println();
        }
    }
}
