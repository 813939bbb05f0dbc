package postroom.labs.course.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value in a YAML file that knows its place. What it is asked for and is not, it notes as a problem; the reader goes
 * on with nothing in its stead, so that one run finds all mistakes. Scalars are taken as they are written: {@code yes},
 * {@code 0600} and {@code 250} stay the text that the author sees.
 */
public final class YamlValue {
    private final String file;
    private final Node node;
    private final Problems problems;

    YamlValue(String file, Node node, Problems problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    public Place place() {
        Mark mark = node.getStartMark();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    public Problems problems() {
        return problems;
    }

    public void problem(String message) {
        problems.add(place(), message);
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** The map's fields; of a map without any, where this is none. */
    public Fields fields() {
        if (node instanceof MappingNode map) {
            return new Fields(this, file, map);
        }
        problem("expected a map (name: value), found " + kind());
        return new Fields(this, file, null);
    }

    /** The list's items; none where this is no list. */
    public List<YamlValue> items() {
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(each -> items.add(new YamlValue(file, each, problems)));
        } else {
            problem("expected a list, found " + kind());
        }
        return items;
    }

    /** The items of a list, or this value as the only one: {@code run: x} means {@code run: [x]}. */
    public List<YamlValue> itemsOrSelf() {
        return isList() ? items() : List.of(this);
    }

    public Optional<String> text() {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problem("expected text, found " + kind());
        return Optional.empty();
    }

    public Optional<Boolean> flag() {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "yes":
                return Optional.of(true);
            case "false", "no":
                return Optional.of(false);
            default:
                problem("expected true or false, found " + text.get());
                return Optional.empty();
        }
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Integer> number(int least, int most) {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        problem("expected a number from " + least + " to " + most + ", found " + text.get());
        return Optional.empty();
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "a map";
        }
        return node instanceof SequenceNode ? "a list" : "text";
    }
}
