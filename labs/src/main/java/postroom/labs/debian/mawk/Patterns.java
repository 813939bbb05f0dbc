package postroom.labs.debian.mawk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;

/** Matches with regular expressions; those made of texts while the program runs are kept. */
final class Patterns {
    private static final int MAX_KEPT = 500;

    private final Runnable step;
    private final Map<String, Pattern> kept = new LinkedHashMap<>();

    /** {@code step} is taken again and again during a long match. */
    Patterns(Runnable step) {
        this.step = step;
    }

    Pattern of(String text) {
        Pattern known = kept.get(text);
        if (known == null) {
            known = AwkRegex.compile(text);
            if (kept.size() > MAX_KEPT) {
                kept.clear();
            }
            kept.put(text, known);
        }
        return known;
    }

    boolean find(Pattern pattern, String text) {
        return pattern.matcher(new Budgeted(text, step)).find();
    }
}
