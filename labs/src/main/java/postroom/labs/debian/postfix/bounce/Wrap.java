package postroom.labs.debian.postfix.bounce;

import java.util.ArrayList;
import java.util.List;

/** Breaks the long lines of a report at blanks; what follows is indented by four. */
final class Wrap {
    private static final int WIDTH = 79;
    private static final String INDENT = "    ";

    private Wrap() {}

    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("[ \t\n]+")) {
            boolean fresh = line.length() == 0 || line.toString().isBlank();
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
