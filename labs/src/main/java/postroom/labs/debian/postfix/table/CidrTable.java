package postroom.labs.debian.postfix.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.LogicalLines;
import postroom.labs.debian.postfix.config.Msg;

/** {@code cidr:}: networks and what is said of the first one that holds an address ({@code cidr_table(5)}). */
final class CidrTable implements LookupTable {
    private final String name;
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(Cidr network, boolean negated, String result) {}

    CidrTable(String name, String path, String text, Msg msg) {
        this.name = name;
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            add(line.text().strip(), "cidr map " + path + ", line " + line.last() + ": ", msg);
        }
    }

    private void add(String line, String where, Msg msg) {
        boolean negated = line.startsWith("!");
        String[] parts = (negated ? line.substring(1).strip() : line).split("\\s+", 2);
        if (parts.length < 2) {
            msg.warning(where + "expected format: network whitespace value -- skipping this rule");
            return;
        }
        Optional<Cidr> network = Cidr.parse(parts[0]);
        if (network.isEmpty()) {
            msg.warning(where + "bad address pattern: \"" + parts[0] + "\": skipping this rule");
            return;
        }
        rules.add(new Rule(network.get(), negated, parts[1].strip()));
    }

    @Override
    public Optional<String> find(String key) {
        return rules.stream()
                .filter(rule -> rule.network.contains(key) != rule.negated)
                .map(Rule::result)
                .findFirst();
    }

    @Override
    public String name() {
        return name;
    }
}
