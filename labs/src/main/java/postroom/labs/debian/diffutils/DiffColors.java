package postroom.labs.debian.diffutils;

import java.util.HashMap;
import java.util.Map;

/** The colours of {@code diff --color}: of headers, positions, lines that went and lines that came. */
final class DiffColors {
    private final Map<String, String> codes =
            new HashMap<>(Map.of("rs", "0", "hd", "1", "ad", "32", "de", "31", "ln", "36"));
    private final boolean on;

    DiffColors(boolean on, String palette) {
        this.on = on;
        for (String each : palette.split(":")) {
            String[] pair = each.split("=", 2);
            codes.put(pair[0], pair[1]);
        }
    }

    /** Whether it is like {@code hd=1:ad=32}. */
    static boolean understands(String palette) {
        return palette.matches("(rs|hd|ad|de|ln)=[0-9;]*(:(rs|hd|ad|de|ln)=[0-9;]*)*");
    }

    String start(String what) {
        return on ? "\u001b[" + codes.get(what) + "m" : "";
    }

    String end() {
        return start("rs");
    }

    String in(String what, String text) {
        return start(what) + text + end();
    }
}
