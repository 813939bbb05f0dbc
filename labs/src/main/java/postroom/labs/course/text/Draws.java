package postroom.labs.course.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * The recipes of an exercise's own values: {@code vars: {token: token(8)}}. A value depends on the student's seed, on
 * what it is drawn for and on its name alone, so that adding a name changes no other, and the next start of the
 * program draws the same.
 */
public record Draws(Map<String, Draw> recipes) {
    public static final Draws NONE = new Draws(Map.of());

    public Draws {
        recipes = new LinkedHashMap<>(recipes);
    }

    /** The student's values. {@code owner} is the exercise's or chapter's id. */
    public Vars draw(long seed, String owner) {
        Map<String, String> values = new LinkedHashMap<>();
        recipes.forEach((name, draw) -> values.put(name, draw.from(random(seed, owner, name))));
        return new Vars(values);
    }

    static SplittableRandom random(long seed, String owner, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((seed + "/" + owner + "/" + name).getBytes(StandardCharsets.UTF_8));
            return new SplittableRandom(ByteBuffer.wrap(hash).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static Draws read(YamlValue value) {
        Map<String, Draw> recipes = new LinkedHashMap<>();
        Fields fields = value.fields();
        for (String name : fields.names()) {
            YamlValue recipe = fields.required(name).orElseThrow();
            if (!name.matches("[a-z][a-z0-9_]*")) {
                recipe.problem("a value's name is made of small letters, digits and _: " + name);
            }
            Draw.read(recipe).ifPresent(draw -> recipes.put(name, draw));
        }
        return new Draws(recipes);
    }
}
