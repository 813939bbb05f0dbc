package postroom.labs.course.yaml;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a YAML file into the tree of its nodes, which know their lines. No tag makes an object: a course folder that
 * somebody was given is data. Limits: {@value #MAX_BYTES} bytes a file, 20 aliases, 40 levels.
 */
public final class YamlFile {
    private static final int MAX_BYTES = 256 * 1024;

    private YamlFile() {}

    /** The file's root node; empty, with a problem noted, where it is too long, empty or not YAML. */
    public static Optional<YamlValue> read(String file, byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(Place.of(file), "longer than " + MAX_BYTES + " bytes");
            return Optional.empty();
        }
        try {
            Node root = yaml().compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            if (root == null) {
                problems.add(Place.of(file), "the file is empty");
                return Optional.empty();
            }
            return Optional.of(new YamlValue(file, root, problems));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place place = mark == null ? Place.of(file) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
            problems.add(place, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(Place.of(file), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(40);
        options.setCodePointLimit(MAX_BYTES);
        return new Yaml(new SafeConstructor(options));
    }
}
