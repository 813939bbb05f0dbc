package postroom.labs.debian.findutils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Doubles;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** How {@code find} shows files: {@code -printf} and {@code -ls}. */
final class FoundFormat {
    private static final int DEVICE = 44;
    private static final Pattern DIRECTIVE = Pattern.compile("(?s)\\\\.?|%[-+ #0-9.]*(.?)");
    private static final String KNOWN = "pPfhHsbkmMuUgGnidDytlcaSFYZ%";

    private FoundFormat() {}

    /** Octal, or clauses such as {@code u+w,g+r}. */
    static Optional<Integer> mode(String text) {
        if (text.matches("[0-7]{1,4}")) {
            return Optional.of(Integer.parseInt(text, 8));
        }
        if (!text.matches("[ugoa]*[+=][rwxst]*(,[ugoa]*[+=][rwxst]*)*")) {
            return Optional.empty();
        }
        int bits = 0;
        for (String clause : text.split(",")) {
            String who = clause.substring(0, clause.replaceAll("[+=].*", "").length());
            int mask = who.isEmpty() || who.contains("a")
                    ? 07777
                    : (who.contains("u") ? 04700 : 0)
                            | (who.contains("g") ? 02070 : 0)
                            | (who.contains("o") ? 01007 : 0);
            int wanted = (clause.contains("r") ? 0444 : 0)
                    | (clause.contains("w") ? 0222 : 0)
                    | (clause.contains("x") ? 0111 : 0)
                    | (clause.contains("s") ? 06000 : 0)
                    | (clause.contains("t") ? 01000 : 0);
            bits |= wanted & mask;
        }
        return Optional.of(bits);
    }

    /** Warns of what the format has that is not known. */
    static void check(Call call, String format) {
        Matcher m = DIRECTIVE.matcher(format);
        while (m.find()) {
            String warning = "";
            if (m.group().startsWith("\\")) {
                boolean known = m.group().length() < 2
                        || "abfnrtvc\\01234567".indexOf(m.group().charAt(1)) >= 0;
                warning = known ? "" : "unrecognized escape `" + m.group() + "'";
            } else if (m.group(1).isEmpty()) {
                throw Failure.of(1, "error: % at end of format string");
            } else if ("TABC".contains(m.group(1))) {
                warning = m.end() == format.length()
                        ? "format directive `%" + m.group(1) + "' should be followed by another character"
                        : "";
            } else if (!KNOWN.contains(m.group(1))) {
                warning = "unrecognized format directive `%" + m.group(1) + "'";
            }
            try {
                if (!warning.isEmpty()) {
                    call.warn("warning: " + warning);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String format(Call call, String format, FoundFile file) {
        StringBuilder out = new StringBuilder();
        String text = Escapes.format(format).text();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '%' || i == text.length()) {
                out.append(c);
                continue;
            }
            int start = i;
            while (i < text.length() && "-0123456789".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            String flags = text.substring(start, i);
            char letter = i < text.length() ? text.charAt(i++) : '%';
            String value;
            if ("TAC".indexOf(letter) >= 0 && i < text.length()) {
                Instant time = letter == 'T'
                        ? file.stat().mtime()
                        : letter == 'A' ? file.stat().atime() : file.stat().ctime();
                value = time(text.charAt(i++), time);
            } else {
                value = value(call, letter, file);
            }
            out.append(
                    flags.isEmpty() || flags.equals("-") || flags.length() > 4
                            ? value
                            : String.format("%" + flags.replaceFirst("^0+", "") + "s", value));
        }
        return out.toString();
    }

    private static String time(char letter, Instant time) {
        return switch (letter) {
            case '@' -> StrfTime.format("%s.%N0", time);
            case 'c' -> StrfTime.format("%a %b %e %H:%M:%S.%N0 %Y", time);
            case '+' -> StrfTime.format("%Y-%m-%d+%H:%M:%S.%N0", time);
            case 'T' -> StrfTime.format("%H:%M:%S.%N0", time);
            case 'S' -> StrfTime.format("%S.%N0", time);
            default -> StrfTime.format("%" + letter, time);
        };
    }

    private static String value(Call call, char letter, FoundFile file) {
        Accounts accounts = call.process().host().accounts();
        Stat stat = file.stat();
        switch (letter) {
            case 'p':
                return file.path();
            case 'P':
                return file.path().equals(file.root())
                        ? ""
                        : file.path()
                                .substring(
                                        file.root().endsWith("/")
                                                ? file.root().length()
                                                : file.root().length() + 1);
            case 'f':
                return file.name();
            case 'h':
                return file.folder();
            case 'H':
                return file.root();
            case 's':
                return Long.toString(stat.size());
            case 'b':
                return Long.toString(stat.stored() / 512);
            case 'k':
                return Long.toString(stat.stored() / 1024);
            case 'm':
                return Integer.toOctalString(stat.mode());
            case 'M':
                return stat.modeString();
            case 'u':
                return accounts.userName(stat.uid());
            case 'g':
                return accounts.groupName(stat.gid());
            case 'U':
                return Integer.toString(stat.uid());
            case 'G':
                return Integer.toString(stat.gid());
            case 'n':
                return Integer.toString(stat.links());
            case 'i':
                return Integer.toString(stat.ino());
            case 'd':
                return Integer.toString(file.depth());
            case 'c':
                return time('c', stat.ctime());
            case 'a':
                return time('c', stat.atime());
            case 'D':
                return Integer.toString(DEVICE);
            case 'F':
                return stat.computed() ? "proc" : "overlay";
            case 'S':
                return sparseness(stat);
            case 'Y':
                return target(call, file);
            case 'y':
                return stat.type() == FileType.FILE
                        ? "f"
                        : String.valueOf(stat.type().letter());
            case 't':
                return time('c', stat.mtime());
            case 'l':
                return link(call, file);
            case '%':
                return "%";
            default:
                return "%" + letter;
        }
    }

    private static String sparseness(Stat stat) {
        return stat.size() == 0
                ? stat.stored() == 0 ? "1" : "0"
                : Doubles.format('g', "", 6, (double) stat.stored() / stat.size());
    }

    /** The type of what a link leads to: {@code N} if there is nothing, {@code L} if it leads in circles. */
    private static String target(Call call, FoundFile file) {
        try {
            FileType type = call.files().stat(file.path()).type();
            return type == FileType.FILE ? "f" : String.valueOf(type.letter());
        } catch (ErrnoException e) {
            return e.errno() == Errno.ELOOP ? "L" : e.errno() == Errno.ENOENT ? "N" : "?";
        }
    }

    private static String link(Call call, FoundFile file) {
        try {
            return call.files().readlink(file.path());
        } catch (ErrnoException noLink) {
            return "";
        }
    }

    static String listing(Call call, FoundFile file) {
        Stat stat = file.stat();
        Accounts accounts = call.process().host().accounts();
        Instant now = call.process().host().clock().instant();
        boolean recent = !stat.mtime().isAfter(now) && stat.mtime().isAfter(now.minusSeconds(31556952 / 2));
        String link = stat.type() == FileType.SYMLINK ? " -> " + link(call, file) : "";
        return String.format(
                "%9d %6d %s %3d %-8s %-8s %8d %s %s%s\n",
                stat.ino(),
                stat.stored() / 1024,
                stat.modeString(),
                stat.links(),
                accounts.userName(stat.uid()),
                accounts.groupName(stat.gid()),
                stat.size(),
                StrfTime.format(recent ? "%b %e %H:%M" : "%b %e  %Y", stat.mtime()),
                file.path(),
                link);
    }
}
