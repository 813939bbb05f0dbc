package postroom.labs.debian.diffutils;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** What {@code diff}'s options say of the output, checked. */
final class DiffOptions {
    /** The forms of output. */
    enum Style {
        NORMAL,
        CONTEXT,
        UNIFIED,
        ED,
        FORWARD_ED,
        RCS,
        SIDE_BY_SIDE,
        FORMATS
    }

    private static final int USUAL_CONTEXT = 3;

    private final Call call;
    private Style style;
    private int context = -1;
    private int obsoleteContext = -1;
    private int width = 130;
    private int tabSize = 8;
    private final DiffColors colors;
    private final boolean badPalette;
    private final Pattern function;
    private final Pattern ignored;

    DiffOptions(Call call, boolean terminal) {
        this.call = call;
        String color = null;
        String function = null;
        StringBuilder ignored = new StringBuilder();
        long labels = 0;
        for (Getopt.Option each : call.options()) {
            switch (each.key()) {
                case "normal" -> style(Style.NORMAL);
                case "c", "C" -> context(each, Style.CONTEXT);
                case "u", "U" -> context(each, Style.UNIFIED);
                case "e" -> style(Style.ED);
                case "f" -> style(Style.FORWARD_ED);
                case "n" -> style(Style.RCS);
                case "y" -> style(Style.SIDE_BY_SIDE);
                case "D",
                        "lines",
                        "old",
                        "new",
                        "unchanged",
                        "old-group",
                        "new-group",
                        "unchanged-group",
                        "changed-group" -> style(Style.FORMATS);
                case "W" -> width = number(each.value(), "width", 1);
                case "tabsize" -> tabSize = number(each.value(), "tabsize", 1);
                case "horizon" -> number(each.value(), "horizon length", 0);
                case "L" -> labels++;
                case "F" -> function = each.value();
                case "p" -> function = "^[[:alpha:]$_]";
                case "I" -> ignored.append(ignored.isEmpty() ? "" : "\\|").append(each.value());
                case "color" -> color = color(each.value());
                default -> {
                    if (each.key().matches("[0-9]")) {
                        obsoleteContext = (obsoleteContext < 0 ? 0 : obsoleteContext * 10)
                                + each.key().charAt(0)
                                - '0';
                        obsoleteContext = Math.min(obsoleteContext, 100_000_000);
                    }
                }
            }
        }
        if (labels > 2) {
            throw Failure.of(2, "too many file label options");
        }
        this.function = function == null ? null : pattern(function);
        this.ignored = ignored.isEmpty() ? null : pattern(ignored.toString());
        boolean colored = "always".equals(color) || "auto".equals(color) && terminal;
        String palette = call.value("palette", "rs=0");
        this.badPalette = !DiffColors.understands(palette);
        this.colors = new DiffColors(colored && !badPalette, badPalette ? "rs=0" : palette);
    }

    private void style(Style wanted) {
        if (style != null && style != wanted) {
            throw Failure.usage("conflicting output style options");
        }
        style = wanted;
    }

    private void context(Getopt.Option option, Style wanted) {
        int lines = option.value() == null ? USUAL_CONTEXT : number(option.value(), "context length", 0);
        style(wanted);
        context = Math.max(context, lines);
    }

    private static int number(String text, String what, int least) {
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least) {
            throw Failure.usage("invalid " + what + " '" + text + "'");
        }
        return (int) Math.min(Long.parseLong(text), 100_000_000);
    }

    private static String color(String when) {
        if (when != null && !List.of("always", "never", "auto").contains(when)) {
            throw Failure.usage("invalid color '" + when + "'");
        }
        return when == null ? "auto" : when;
    }

    private static Pattern pattern(String text) {
        try {
            return PosixRegex.compile(text, PosixRegex.Syntax.BASIC, 0);
        } catch (RegexException e) {
            throw Failure.of(2, text + ": " + e.getMessage());
        }
    }

    Style style() {
        return style == null ? Style.NORMAL : style;
    }

    int context() {
        boolean older = obsoleteContext >= 0 && (obsoleteContext > context || !call.has("U", "C"));
        return older ? obsoleteContext : context;
    }

    int width() {
        return width;
    }

    int tabSize() {
        return tabSize;
    }

    boolean expandTabs() {
        return call.has("t");
    }

    boolean initialTab() {
        return call.has("T");
    }

    /** Whether {@code --palette} says nothing of colours, so that there are none. */
    boolean badPalette() {
        return badPalette;
    }

    DiffColors colors() {
        return colors;
    }

    boolean has(String... keys) {
        return call.has(keys);
    }

    String value(String key, String fallback) {
        return call.value(key, fallback);
    }

    /** The name that a header shows for the first (0) or second file; null if it has no label. */
    String label(int which) {
        List<String> labels = call.options().stream()
                .filter(it -> it.is("L"))
                .map(Getopt.Option::value)
                .toList();
        return which < labels.size() ? labels.get(which) : null;
    }

    /** The last line before {@code line} that looks like a function's head, without its indentation; empty if none. */
    String function(TextFile file, int line) {
        for (int i = line - 1; function != null && i >= 0; i--) {
            if (function.matcher(file.lines().get(i)).find()) {
                String head = file.lines().get(i).stripLeading();
                return " " + (head.length() > 40 ? head.substring(0, 40) : head).stripTrailing();
            }
        }
        return "";
    }

    /** Whether a change is one that shall not be told: of empty lines ({@code -B}) or of lines that fit a pattern. */
    boolean ignores(Edits.Change change, TextFile a, TextFile b) {
        List<String> lines = new java.util.ArrayList<>(a.lines().subList(change.fromA(), change.toA()));
        lines.addAll(b.lines().subList(change.fromB(), change.toB()));
        return (call.has("B") || ignored != null)
                && lines.stream()
                        .allMatch(it -> call.has("B") && (it.isEmpty() || call.has("w", "b", "Z") && it.isBlank())
                                || ignored != null && ignored.matcher(it).find());
    }

    /** What of a line counts. */
    String key(String line, boolean bare) {
        String key = call.has("i") ? line.toLowerCase(Locale.ROOT) : line;
        key = call.has("strip") && key.endsWith("\r") ? key.substring(0, key.length() - 1) : key;
        key = call.has("E") ? SideBySide.expanded(key, tabSize) : key;
        if (call.has("w")) {
            return key.replaceAll("[ \t\r\f\u000b]+", "");
        }
        if (call.has("b")) {
            return key.replaceAll("[ \t\r\f\u000b]+", " ").stripTrailing();
        }
        return call.has("Z") ? key.stripTrailing() : bare ? key + "\n" : key;
    }
}
