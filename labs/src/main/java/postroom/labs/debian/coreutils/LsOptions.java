package postroom.labs.debian.coreutils;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** What the options of {@code ls(1)} come to. */
final class LsOptions {
    private final Call call;
    private final boolean tty;
    private final String format;
    private final String timeStyle;
    private final boolean color;

    private LsOptions(Call call, String usual) {
        this.call = call;
        this.tty = isTerminal(call);
        this.format = format(call, usual, tty);
        this.timeStyle = timeStyle(call);
        this.color = color(call, tty);
    }

    static LsOptions of(Call call, String usual) {
        LsOptions options = new LsOptions(call, usual);
        options.checkSort();
        return options;
    }

    private static boolean isTerminal(Call call) {
        try {
            return call.process().fd(1).terminal().isPresent();
        } catch (ErrnoException closed) {
            return false;
        }
    }

    private static String format(Call call, String usual, boolean tty) {
        if (call.has("format")) {
            String given = call.value("format", "");
            String[][] names = {
                {"verbose", "l"},
                {"long", "l"},
                {"commas", "m"},
                {"horizontal", "x"},
                {"across", "x"},
                {"vertical", "C"},
                {"single-column", "1"}
            };
            for (String[] each : names) {
                if (!given.isEmpty() && each[0].startsWith(given)) {
                    return each[1];
                }
            }
            throw invalid(
                    given,
                    "--format",
                    "‘verbose’, ‘long’",
                    "‘commas’",
                    "‘horizontal’, ‘across’",
                    "‘vertical’",
                    "‘single-column’");
        }
        String last = call.last(usual, "l", "g", "o", "n", "1", "C", "x", "m", "full-time");
        if ("gon".contains(last) && !last.isEmpty() || last.equals("full-time")) {
            return "l";
        }
        if (last.equals("1") && call.has("l", "g", "o", "n")) {
            return "l";
        }
        return last.isEmpty() ? tty ? "C" : "1" : last;
    }

    private static Failure invalid(String given, String option, String... valid) {
        StringBuilder text =
                new StringBuilder("invalid argument " + Quoting.locale(given) + " for " + Quoting.locale(option));
        text.append("\nValid arguments are:");
        for (String each : valid) {
            text.append("\n  - ").append(each);
        }
        return Failure.usage(1, text.toString());
    }

    private static String timeStyle(Call call) {
        String given = call.has("full-time") ? "full-iso" : call.value("time-style", "locale");
        String style = given.startsWith("posix-") ? given.substring(6) : given;
        if (style.startsWith("+")
                || List.of("full-iso", "long-iso", "iso", "locale").contains(style)) {
            return style;
        }
        throw Failure.usage("invalid argument " + Quoting.locale(given) + " for " + Quoting.locale("time style")
                + "\nValid arguments are:\n  - [posix-]full-iso\n  - [posix-]long-iso\n  - [posix-]iso\n"
                + "  - [posix-]locale\n  - +FORMAT (e.g., +%H:%M) for a 'date'-style format");
    }

    private static boolean color(Call call, boolean tty) {
        if (!call.has("color")) {
            return false;
        }
        String given = call.value("color", null);
        if (given == null || List.of("always", "yes", "force").contains(given)) {
            return true;
        }
        if (List.of("never", "no", "none").contains(given)) {
            return false;
        }
        if (List.of("auto", "tty", "if-tty").contains(given)) {
            return tty;
        }
        throw invalid(given, "--color", "‘always’, ‘yes’, ‘force’", "‘never’, ‘no’, ‘none’", "‘auto’, ‘tty’, ‘if-tty’");
    }

    private void checkSort() {
        String given = call.value("sort", "name");
        if (!List.of("none", "time", "size", "extension", "version", "width", "name")
                .contains(given)) {
            throw invalid(given, "--sort", "‘none’", "‘time’", "‘size’", "‘extension’", "‘version’", "‘width’");
        }
    }

    boolean isTerminal() {
        return tty;
    }

    boolean isLong() {
        return format.equals("l");
    }

    String format() {
        return format;
    }

    boolean color() {
        return color;
    }

    boolean needsStat() {
        return isLong() || call.has("s", "i", "F", "t", "S");
    }

    boolean dots() {
        return call.has("a", "f") && !call.last("a", "a", "A").equals("A");
    }

    boolean hides(String name) {
        if (name.startsWith(".") && !call.has("a", "A", "f")) {
            return true;
        }
        if (call.has("B") && name.endsWith("~")) {
            return true;
        }
        return call.options().stream()
                .filter(it -> it.is("I") || it.is("hide"))
                .anyMatch(it -> postroom.labs.debian.gnu.Glob.matches(it.value(), name));
    }

    /** A name as it is shown: with apostrophes on a terminal. */
    String quoted(String name) {
        String style = call.has("Q")
                ? "c"
                : call.has("N")
                        ? "literal"
                        : call.has("b") ? "escape" : call.value("quoting", tty ? "shell-escape" : "literal");
        switch (style) {
            case "c":
                return "\""
                        + name.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t") + "\"";
            case "escape":
                return name.replace("\\", "\\\\")
                        .replace(" ", "\\ ")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t");
            case "shell":
            case "shell-escape":
                return Quoting.name(name);
            case "shell-always":
            case "shell-escape-always":
                return Quoting.always(name);
            case "locale":
                return Quoting.locale(name);
            default:
                return name;
        }
    }

    String size(long bytes) {
        if (call.has("h") || call.has("si")) {
            return Sizes.human(bytes, call.has("si") ? 1000 : 1024);
        }
        OptionalLong unit = call.has("block-size")
                ? Sizes.parse("1" + call.value("block-size", "").replaceFirst("^1", ""))
                : OptionalLong.empty();
        return Long.toString(unit.isPresent() ? (bytes + unit.getAsLong() - 1) / unit.getAsLong() : bytes);
    }

    String blocks(long kibibytes) {
        return call.has("h") || call.has("si")
                ? Sizes.human(kibibytes * 1024, call.has("si") ? 1000 : 1024)
                : Long.toString(kibibytes);
    }

    /** The time that is shown and sorted by. */
    Instant time(Stat stat) {
        String which = call.has("time") ? call.value("time", "") : call.last("", "u", "c");
        switch (which) {
            case "u":
            case "atime":
            case "access":
            case "use":
                return stat.atime();
            case "c":
            case "ctime":
            case "status":
                return stat.ctime();
            default:
                return stat.mtime();
        }
    }

    String timeText(Stat stat, Instant now) {
        Instant time = time(stat);
        boolean recent = !time.isAfter(now) && time.isAfter(now.minusSeconds(31556952 / 2));
        switch (timeStyle) {
            case "full-iso":
                return StrfTime.format("%Y-%m-%d %H:%M:%S.%N %z", time);
            case "long-iso":
                return StrfTime.format("%Y-%m-%d %H:%M", time);
            case "iso":
                return StrfTime.format(recent ? "%m-%d %H:%M" : "%Y-%m-%d ", time);
            case "locale":
                return StrfTime.format(recent ? "%b %e %H:%M" : "%b %e  %Y", time);
            default:
                return StrfTime.format(timeStyle.substring(1), time);
        }
    }

    Comparator<LsEntry> order() {
        Comparator<LsEntry> byName = (a, b) -> Sort.compareBytes(a.name(), b.name());
        String how = call.has("sort") ? call.value("sort", "") : call.last("name", "t", "S", "X", "v", "U", "f");
        if (how.equals("name") && call.has("u", "c") && !isLong()) {
            how = "t";
        }
        Comparator<LsEntry> order;
        switch (how) {
            case "t":
            case "time":
                order = Comparator.<LsEntry, Instant>comparing(
                                it -> it.stat() == null ? Instant.EPOCH : time(it.stat()))
                        .reversed()
                        .thenComparing(byName);
                break;
            case "S":
            case "size":
                order = Comparator.<LsEntry>comparingLong(
                                it -> it.stat() == null ? 0 : it.stat().size())
                        .reversed()
                        .thenComparing(byName);
                break;
            case "X":
            case "extension":
                order = Comparator.<LsEntry, String>comparing(it -> it.name().lastIndexOf('.') < 0
                                ? ""
                                : it.name().substring(it.name().lastIndexOf('.')))
                        .thenComparing(byName);
                break;
            case "v":
            case "version":
                order = (a, b) -> VersionOrder.compare(a.name(), b.name());
                break;
            case "U":
            case "f":
            case "none":
                return (a, b) -> 0;
            default:
                order = byName;
        }
        order = call.has("r") ? order.reversed() : order;
        Comparator<LsEntry> folders =
                Comparator.comparing(it -> it.stat() == null || !it.stat().isDirectory());
        return call.has("first") ? folders.thenComparing(order) : order;
    }
}
