package postroom.labs.course.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a student is in an exercise; what the web keeps between visits.
 *
 * @param ticked the tasks that are ticked
 * @param done whether it has been passed, which nothing takes back
 * @param attempts how often feedback or a wrong answer was drawn
 * @param hints how many hints have come out
 * @param near the last feedback, {@code task/1}; empty before the first
 */
public record ExerciseState(Set<String> ticked, boolean done, int attempts, int hints, String near) {
    public static final ExerciseState FRESH = new ExerciseState(Set.of(), false, 0, 0, "");

    public ExerciseState {
        ticked = Set.copyOf(ticked);
    }

    /** One line for storage: {@code ticked=a,b;done=false;attempts=2;hints=1;near=a/1}. */
    public String toText() {
        return "ticked=" + ticked.stream().sorted().collect(Collectors.joining(",")) + ";done=" + done + ";attempts="
                + attempts + ";hints=" + hints + ";near=" + near;
    }

    /** Reads {@link #toText}; empty for a line that it cannot have written. */
    public static Optional<ExerciseState> parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(";")) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        Set<String> ticked = new LinkedHashSet<>(
                Arrays.asList(fields.getOrDefault("ticked", "").split(",")));
        ticked.remove("");
        String attempts = fields.getOrDefault("attempts", "");
        String hints = fields.getOrDefault("hints", "");
        if (!attempts.matches("\\d{1,6}") || !hints.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(new ExerciseState(
                ticked,
                "true".equals(fields.get("done")),
                Integer.parseInt(attempts),
                Integer.parseInt(hints),
                fields.getOrDefault("near", "")));
    }
}
