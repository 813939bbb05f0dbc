package postroom.labs.debian.postfix.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.LogicalLines;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.host.Numeric;

/**
 * {@code cidr:}: networks and what is said of the first one that holds an address ({@code cidr_table(5)}), with
 * {@code if}, {@code endif} and negation.
 */
final class CidrTable implements LookupTable {
    private final String name;
    private final List<Rule> rules = new ArrayList<>();

    /** @param skipTo for an {@code if}, the rule behind its {@code endif}; else null */
    private record Rule(Cidr network, boolean negated, String result, int[] skipTo) {}

    CidrTable(String name, String path, String text, Msg msg) {
        this.name = name;
        List<Rule> open = new ArrayList<>();
        LogicalLines lines = new LogicalLines(text);
        while (lines.hasNext()) {
            LogicalLines.Line line = lines.next();
            add(line.text().strip(), open, "cidr map " + path + ", line " + line.last() + ": ", msg);
        }
        open.forEach(rule -> rule.skipTo[0] = rules.size());
    }

    private void add(String line, List<Rule> open, String where, Msg msg) {
        if (line.equalsIgnoreCase("endif")) {
            if (open.isEmpty()) {
                msg.warning(where + "ignoring ENDIF without matching IF");
            } else {
                open.remove(open.size() - 1).skipTo[0] = rules.size();
            }
            return;
        }
        boolean isIf = line.matches("(?is)if\\s.*");
        String rest = isIf ? line.substring(2).strip() : line;
        boolean negated = rest.startsWith("!");
        String[] parts = (negated ? rest.substring(1).strip() : rest).split("\\s+", 2);
        if (parts.length < 2 && !isIf) {
            msg.warning(where + "expected format: network whitespace value -- skipping this rule");
            return;
        }
        Optional<Cidr> network = Cidr.parse(parts[0]);
        if (network.isEmpty()) {
            msg.warning(where + "bad address pattern: \"" + parts[0] + "\": skipping this rule");
            return;
        }
        Rule rule = new Rule(network.get(), negated, isIf ? "" : parts[1].strip(), isIf ? new int[1] : null);
        rules.add(rule);
        if (isIf) {
            open.add(rule);
        }
    }

    @Override
    public Optional<String> find(String key) {
        if (Numeric.strict(key).isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < rules.size(); ) {
            Rule rule = rules.get(i);
            boolean hit = rule.network.contains(key) != rule.negated;
            if (rule.skipTo != null) {
                i = hit ? i + 1 : rule.skipTo[0];
            } else if (hit) {
                return Optional.of(rule.result);
            } else {
                i++;
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }
}
