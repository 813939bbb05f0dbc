package postroom.labs.debian.procps;

import java.util.Locale;
import postroom.labs.host.Process;

/** The columns of {@code ps -o}. */
final class Columns {
    private Columns() {}

    static boolean known(String name) {
        return title(name) != null;
    }

    static String title(String name) {
        switch (name) {
            case "pid":
            case "ppid":
            case "pgid":
            case "sid":
            case "tty":
            case "user":
            case "uid":
            case "time":
            case "stat":
            case "cmd":
                return name.toUpperCase(Locale.ROOT);
            case "comm":
            case "args":
            case "command":
                return "COMMAND";
            case "euser":
                return "EUSER";
            case "ruser":
                return "RUSER";
            case "state":
            case "s":
                return "S";
            default:
                return null;
        }
    }

    static int width(String name) {
        switch (name) {
            case "pid":
            case "ppid":
            case "pgid":
            case "sid":
                return 7;
            case "user":
            case "euser":
            case "ruser":
            case "tty":
            case "time":
                return 8;
            case "stat":
                return 4;
            case "uid":
                return 5;
            default:
                return 1;
        }
    }

    static boolean right(String name) {
        return name.matches("pid|ppid|pgid|sid|uid|time");
    }

    static String value(String name, Process me, Process it) {
        switch (name) {
            case "pid":
                return Integer.toString(it.pid());
            case "ppid":
                return Integer.toString(it.parent());
            case "pgid":
                return Integer.toString(it.group());
            case "sid":
                return Integer.toString(it.session());
            case "tty":
                return it.terminal().map(t -> t.device().replace("/dev/", "")).orElse("?");
            case "user":
            case "euser":
                return me.host().accounts().userName(it.who().uid());
            case "ruser":
                return me.host().accounts().userName(it.realUid());
            case "uid":
                return Integer.toString(it.who().uid());
            case "time":
                long seconds = it.cpuNanos() / 1_000_000_000L;
                return String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
            case "stat":
                return Ps.state(me, it);
            case "state":
            case "s":
                return Ps.state(me, it).substring(0, 1);
            case "comm":
                return Ps.command(it);
            default:
                return it.title();
        }
    }
}
