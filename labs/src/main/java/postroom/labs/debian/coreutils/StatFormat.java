package postroom.labs.debian.coreutils;

import java.time.Instant;
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
            while (i < format.length() && "-#0+ 123456789.".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            String flags = format.substring(start, i);
            if (i == format.length()) {
                out.append('%').append(flags);
                break;
            }
            String value = value(call, format.charAt(i++), flags, name, stat);
            out.append(padded(value, flags));
        }
        return out.toString();
    }

    private static String padded(String value, String flags) {
        String digits = flags.replaceAll("^[-#0+ ]*", "").replaceAll("\\..*", "");
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
            case 't':
                return Integer.toHexString(stat.major());
            case 'T':
                return Integer.toHexString(stat.minor());
            case 'm':
                return "/";
            case 'y':
                return time(stat.mtime());
            case 'Y':
                return Long.toString(stat.mtime().getEpochSecond());
            case 'x':
                return time(stat.atime());
            case 'X':
                return Long.toString(stat.atime().getEpochSecond());
            case 'z':
                return time(stat.ctime());
            case 'Z':
                return Long.toString(stat.ctime().getEpochSecond());
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
