package postroom.labs.lab.internet;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One host of the table {@code postroom/world/hosts}.
 *
 * @param ports where it listens; none for a host without a service
 * @param certificate a PEM file beside the table, if it offers STARTTLS
 * @param relayed beginnings of the addresses of clients whose mail it takes for any domain
 * @param blocked whom it refuses, and how
 * @param rules what becomes of recipients; the first that fits counts
 */
record HostPlan(
        InetAddress address,
        String name,
        List<Integer> ports,
        Optional<String> certificate,
        List<String> relayed,
        List<Block> blocked,
        List<Rule> rules) {

    private static final Manner ELSEWHERE = new Manner.Refuse("554 5.7.1 <%r>: Relay access denied");

    HostPlan {
        ports = List.copyOf(ports);
        relayed = List.copyOf(relayed);
        blocked = List.copyOf(blocked);
        rules = List.copyOf(rules);
    }

    /** Clients whose address begins with {@code prefix}, and what they are told. */
    record Block(String prefix, String reply) {}

    /** @param address {@code bob@example.net}, or {@code *@example.net} for all that are left */
    record Rule(String address, Manner manner) {
        private boolean fits(String recipient) {
            return address.equals(recipient) || address.startsWith("*@") && recipient.endsWith(address.substring(1));
        }
    }

    /** What becomes of a recipient whom this client names. */
    Manner manner(String client, String recipient) {
        String wanted = recipient.toLowerCase(Locale.ROOT);
        Optional<Block> block =
                blocked.stream().filter(it -> client.startsWith(it.prefix())).findFirst();
        if (block.isPresent()) {
            return new Manner.Refuse(block.get().reply());
        }
        return rules.stream()
                .filter(it -> it.fits(wanted))
                .map(Rule::manner)
                .findFirst()
                .orElseGet(() -> relayed.stream().anyMatch(client::startsWith) ? new Manner.Relay() : ELSEWHERE);
    }
}
