package postroom.labs.debian.gnu;

import java.util.Arrays;
import java.util.List;

/** An option's argument out of a list, or an unambiguous beginning of one (gnulib's {@code argmatch}). */
public final class ArgMatch {
    private ArgMatch() {}

    /**
     * The first word of the group that {@code given} names.
     *
     * @param option what the complaint calls it: {@code --time}
     * @param groups words of one meaning, with a comma between them
     */
    public static String choose(String option, String given, String... groups) {
        List<List<String>> all =
                Arrays.stream(groups).map(it -> List.of(it.split(","))).toList();
        List<String> fitting = all.stream()
                .filter(group -> group.contains(given))
                .map(group -> group.get(0))
                .toList();
        if (fitting.isEmpty()) {
            fitting = all.stream()
                    .filter(group -> group.stream().anyMatch(it -> it.startsWith(given)))
                    .map(group -> group.get(0))
                    .toList();
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        StringBuilder text = new StringBuilder(fitting.isEmpty() ? "invalid" : "ambiguous")
                .append(" argument ")
                .append(Quoting.locale(given))
                .append(" for ")
                .append(Quoting.locale(option))
                .append("\nValid arguments are:");
        for (List<String> group : all) {
            text.append("\n  - ")
                    .append(String.join(
                            ", ", group.stream().map(Quoting::locale).toList()));
        }
        throw Failure.usage(text.toString());
    }
}
