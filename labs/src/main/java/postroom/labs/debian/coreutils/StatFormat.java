package postroom.labs.debian.coreutils;

import java.time.Instant;
import java.util.Locale;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** The formats of {@code stat -c}. */
final class StatFormat {
    private StatFormat() {}

    static String format(Call call, String format, String name, Stat stat) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%' || i == format.length()) {
                out.append(c);
                continue;
            }
            int start = i;
            while (i < format.length() && "-#0+ '123456789.".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            String flags = format.substring(start, i);
            if (i == format.length()) {
                out.append('%').append(flags);
                break;
            }
            char letter = format.charAt(i++);
            boolean device =
                    (letter == 'H' || letter == 'L') && i < format.length() && "dr".indexOf(format.charAt(i)) >= 0;
            String value = device ? half(letter, format.charAt(i++), stat) : value(call, letter, flags, name, stat);
            boolean decimal = "sugbhiBod".indexOf(letter) >= 0;
            String sign = !decimal ? "" : flags.contains("+") ? "+" : flags.startsWith(" ") ? " " : "";
            out.append(padded(sign + value, flags));
        }
        return out.toString();
    }

    /** The major ({@code H}) or minor number of the file's file system or, for {@code r}, of the device that it is. */
    private static String half(char which, char of, Stat stat) {
        if (of == 'd') {
            return which == 'H' ? "0" : "43";
        }
        return Integer.toString(which == 'H' ? stat.major() : stat.minor());
    }

    private static String padded(String value, String flags) {
        String digits = flags.replaceAll("^[-#0+ ']*", "").replaceAll("\\..*", "");
        int width = digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits);
        String pad = (flags.startsWith("0") ? "0" : " ").repeat(Math.max(0, width - value.length()));
        return flags.contains("-") ? value + pad : pad + value;
    }

    private static String value(Call call, char letter, String flags, String name, Stat stat) {
        Accounts accounts = call.process().host().accounts();
        switch (letter) {
            case 'n':
                return name;
            case 'N':
                return Quoting.always(name) + target(call, name, stat);
            case 's':
                return Long.toString(stat.size());
            case 'a':
                return (flags.contains("#") ? "0" : "") + Integer.toOctalString(stat.mode());
            case 'A':
                return stat.modeString();
            case 'f':
                return Integer.toHexString(stat.type().bits() | stat.mode());
            case 'u':
                return Integer.toString(stat.uid());
            case 'U':
                return accounts.user(stat.uid()).map(Accounts.User::name).orElse("UNKNOWN");
            case 'g':
                return Integer.toString(stat.gid());
            case 'G':
                return accounts.group(stat.gid()).map(Accounts.Group::name).orElse("UNKNOWN");
            case 'F':
                return kind(stat);
            case 'h':
                return Integer.toString(stat.links());
            case 'i':
                return Integer.toString(stat.ino());
            case 'b':
                return Long.toString(stat.stored() / 512);
            case 'B':
                return "512";
            case 'o':
                return "4096";
            case 'd':
                return "43";
            case 'D':
                return "2b";
            case 'r':
                return Integer.toString(stat.major() << 8 | stat.minor());
            case 'R':
                return Integer.toHexString(stat.major() << 8 | stat.minor());
            case 't':
                return Integer.toHexString(stat.major());
            case 'T':
                return Integer.toHexString(stat.minor());
            case 'm':
                return "/";
            case 'y':
                return time(stat.mtime());
            case 'Y':
                return seconds(stat.mtime(), flags);
            case 'x':
                return time(stat.atime());
            case 'X':
                return seconds(stat.atime(), flags);
            case 'z':
                return time(stat.ctime());
            case 'Z':
                return seconds(stat.ctime(), flags);
            case 'w':
                return "-";
            case 'W':
                return "0";
            case '%':
                return "%";
            default:
                return "?";
        }
    }

    /** {@code %.3Y} has so many digits behind the point, {@code %.Y} all of them. */
    private static String seconds(Instant time, String flags) {
        int point = flags.indexOf('.');
        String whole = Long.toString(time.getEpochSecond());
        if (point < 0) {
            return whole;
        }
        String given = flags.substring(point + 1);
        int digits = given.matches("[0-9]") ? Integer.parseInt(given) : 9;
        String nanos = String.format(Locale.ROOT, "%09d", time.getNano());
        return digits == 0 ? whole : whole + "." + nanos.substring(0, digits);
    }

    static String time(Instant instant) {
        return StrfTime.format("%Y-%m-%d %H:%M:%S.%N %z", instant);
    }

    static String target(Call call, String name, Stat stat) {
        if (stat.type() != FileType.SYMLINK) {
            return "";
        }
        try {
            return " -> " + Quoting.always(call.files().readlink(name));
        } catch (ErrnoException gone) {
            return "";
        }
    }

    static String kind(Stat stat) {
        switch (stat.type()) {
            case DIRECTORY:
                return "directory";
            case SYMLINK:
                return "symbolic link";
            case FIFO:
                return "fifo";
            case SOCKET:
                return "socket";
            case DEVICE:
                return "character special file";
            default:
                return stat.size() == 0 ? "regular empty file" : "regular file";
        }
    }
}
