package postroom.labs.debian.debconf;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts as Perl's Text::Wrap does: lines of fewer than so many columns, broken at blanks. */
final class Wrap {
    private Wrap() {}

    static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            while (rest.length() > columns - 1) {
                int blank = rest.lastIndexOf(' ', columns - 1);
                boolean atBlank = blank > 0 && !rest.substring(0, blank).isBlank();
                lines.add(rest.substring(0, atBlank ? blank : columns - 1).stripTrailing());
                rest = atBlank ? rest.substring(blank + 1).stripLeading() : rest.substring(columns - 1);
            }
            lines.add(rest);
        }
        return lines;
    }
}
