package postroom.labs.lab.internet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.net.Network;

/** Reads the table of hosts, whose grammar stands at its head. A mistake in it is one of ours. */
final class HostTable {
    private static final int SMTP = 25;

    private final List<HostPlan> hosts = new ArrayList<>();
    private InetAddress address;
    private String name;
    private List<Integer> ports;
    private Optional<String> certificate;
    private List<String> relayed;
    private List<HostPlan.Block> blocked;
    private List<HostPlan.Rule> rules;

    private HostTable() {}

    /** The hosts of all chapters. */
    static List<HostPlan> bundled() {
        return parse(new String(resource("hosts"), StandardCharsets.UTF_8));
    }

    /** A file of the folder in which the table lies. */
    static byte[] resource(String file) {
        try (InputStream in = HostTable.class.getResourceAsStream("/postroom/world/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<HostPlan> parse(String text) {
        HostTable table = new HostTable();
        for (String line : text.split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                table.line(line.strip().split("\\s+", 3));
            }
        }
        table.end();
        return List.copyOf(table.hosts);
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "host", "idle" -> begin(words);
            case "port" -> ports.add(Integer.parseInt(words[1]));
            case "certificate" -> certificate = Optional.of(words[1]);
            case "relays" -> relayed.add(words[1]);
            case "blocks" -> blocked.add(new HostPlan.Block(words[1], words[2]));
            default -> {
                String manner = words.length > 2 ? words[1] + " " + words[2] : words[1];
                rules.add(new HostPlan.Rule(words[0], Manner.parse(manner)));
            }
        }
    }

    private void begin(String[] words) {
        end();
        address = Network.address(words[1]);
        name = words[2];
        ports = new ArrayList<>();
        if (words[0].equals("host")) {
            ports.add(SMTP);
        }
        certificate = Optional.empty();
        relayed = new ArrayList<>();
        blocked = new ArrayList<>();
        rules = new ArrayList<>();
    }

    private void end() {
        if (address != null) {
            hosts.add(new HostPlan(address, name, ports, certificate, relayed, blocked, rules));
        }
    }
}
