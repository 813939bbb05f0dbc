package postroom.labs.debian.dpkg;

import java.util.ArrayList;
import java.util.List;

/** The relations between packages ({@code deb-control(5)}): {@code a | b (>= 1), c}. */
public final class Relations {
    private Relations() {}

    /**
     * One package that is asked for.
     *
     * @param text as it stands in the field
     * @param name its name, without architecture
     * @param operator {@code >=} and the like; empty if any version does
     */
    public record Wanted(String text, String name, String operator, String version) {
        /** True if a version is what is wanted. */
        public boolean accepts(String have) {
            int order = operator.isEmpty() ? 0 : Version.compare(have, version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case ">>" -> order > 0;
                case "<<" -> order < 0;
                case "=" -> order == 0;
                default -> true;
            };
        }
    }

    /** The groups of a field, each of which is met by one of its alternatives. */
    public static List<List<Wanted>> parse(String field) {
        List<List<Wanted>> groups = new ArrayList<>();
        for (String group : field.replace("\n", " ").split(",")) {
            List<Wanted> alternatives = new ArrayList<>();
            for (String each : group.split("\\|")) {
                if (!each.isBlank()) {
                    alternatives.add(wanted(each.strip()));
                }
            }
            if (!alternatives.isEmpty()) {
                groups.add(alternatives);
            }
        }
        return groups;
    }

    private static Wanted wanted(String text) {
        int open = text.indexOf('(');
        String name = (open < 0 ? text : text.substring(0, open)).strip().replaceFirst(":.*", "");
        if (open < 0) {
            return new Wanted(text, name, "", "");
        }
        String[] words = text.substring(open + 1).replace(")", "").strip().split("\\s+", 2);
        return new Wanted(text, name, words[0], words.length > 1 ? words[1] : "");
    }

    /** The packages that {@code provider} stands for besides itself. */
    public static List<String> provided(Stanza provider) {
        return parse(provider.fields().getOrDefault("Provides", "")).stream()
                .map(it -> it.get(0).name())
                .toList();
    }

    /** Whether a package, being there, is what is wanted: itself or by what it provides. */
    public static boolean meets(Stanza each, Wanted wanted) {
        return each.line("Package").equals(wanted.name()) && wanted.accepts(each.line("Version"))
                || wanted.operator().isEmpty() && provided(each).contains(wanted.name());
    }
}
