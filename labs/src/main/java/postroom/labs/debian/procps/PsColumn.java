package postroom.labs.debian.procps;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import postroom.labs.debian.proc.Executables;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;

/**
 * A column that {@code ps -o} can show.
 *
 * @param width how wide it is at least
 * @param value what it says of a process, for the one that asks
 */
record PsColumn(String title, int width, Align align, Value value) {
    private static final String NO_SIGNALS = "0000000000000000";
    private static final long DAY = 86_400;

    /** On which side a column is filled; names of users that are too long end in a plus, commands may be a tree. */
    enum Align {
        LEFT,
        RIGHT,
        USER,
        COMMAND
    }

    /** What a column says. */
    interface Value {
        Object of(Process asking, Process it);
    }

    private static final Map<String, PsColumn> ALL = new HashMap<>();

    private static void add(String names, String title, int width, Align align, Value value) {
        for (String each : names.split(" ")) {
            ALL.put(each, new PsColumn(title, width, align, value));
        }
    }

    static {
        add("pid", "PID", 7, Align.RIGHT, (me, it) -> it.pid());
        add("tgid", "TGID", 7, Align.RIGHT, (me, it) -> it.pid());
        add("lwp", "LWP", 7, Align.RIGHT, (me, it) -> it.pid());
        add("spid", "SPID", 7, Align.RIGHT, (me, it) -> it.pid());
        add("tid", "TID", 7, Align.RIGHT, (me, it) -> it.pid());
        add("ppid", "PPID", 7, Align.RIGHT, (me, it) -> it.parent());
        add("pgid", "PGID", 7, Align.RIGHT, (me, it) -> it.group());
        add("pgrp", "PGRP", 7, Align.RIGHT, (me, it) -> it.group());
        add("sid", "SID", 7, Align.RIGHT, (me, it) -> it.session());
        add("sess session", "SESS", 7, Align.RIGHT, (me, it) -> it.session());
        add(
                "tpgid",
                "TPGID",
                7,
                Align.RIGHT,
                (me, it) -> it.terminal().map(t -> t.foreground()).orElse(-1));
        add("tty tt", "TT", 8, Align.LEFT, (me, it) -> terminal(it));
        add("tname longtname tty4 tty8", "TTY", 8, Align.LEFT, (me, it) -> terminal(it));
        users();
        times();
        usage();
        add("stat", "STAT", 4, Align.LEFT, Ps::state);
        add("s state", "S", 1, Align.LEFT, (me, it) -> Ps.state(me, it).substring(0, 1));
        add("f flag flags", "F", 1, Align.RIGHT, (me, it) -> it.who().isRoot() ? 4 : 0);
        add("comm ucomm", "COMMAND", 15, Align.COMMAND, (me, it) -> name(it));
        add("fname", "COMMAND", 8, Align.LEFT, (me, it) -> Ps.command(it));
        add("ucmd", "CMD", 15, Align.COMMAND, (me, it) -> name(it));
        add("args command", "COMMAND", 27, Align.COMMAND, (me, it) -> line(it));
        add("cmd", "CMD", 27, Align.COMMAND, (me, it) -> line(it));
        add(
                "exe",
                "EXE",
                27,
                Align.LEFT,
                (me, it) -> own(me, it) ? Executables.of(it).orElse("-") : "-");
        add("wchan wname", "WCHAN", 6, Align.LEFT, PsColumn::waiting);
        add("pending sig", "PENDING", 16, Align.RIGHT, (me, it) -> NO_SIGNALS);
        add("blocked sigmask sig_block", "BLOCKED", 16, Align.RIGHT, (me, it) -> NO_SIGNALS);
        add("ignored sigignore sig_ignore", "IGNORED", 16, Align.RIGHT, (me, it) -> NO_SIGNALS);
        add("caught sigcatch sig_catch", "CAUGHT", 16, Align.RIGHT, (me, it) -> NO_SIGNALS);
        add("label context", "LABEL", 31, Align.LEFT, (me, it) -> "-");
        add("cgroup", "CGROUP", 27, Align.LEFT, (me, it) -> "0::/");
        add("unit", "UNIT", 31, Align.LEFT, (me, it) -> "-");
        add("slice", "SLICE", 31, Align.LEFT, (me, it) -> "-");
        add("lsession", "SESSION", 11, Align.LEFT, (me, it) -> "-");
        add("machine", "MACHINE", 31, Align.LEFT, (me, it) -> "-");
    }

    private static void users() {
        add(
                "user euser uname",
                "USER",
                8,
                Align.USER,
                (me, it) -> user(me, it.who().uid()));
        add("euser", "EUSER", 8, Align.USER, (me, it) -> user(me, it.who().uid()));
        add("suser", "SUSER", 8, Align.USER, (me, it) -> user(me, it.who().uid()));
        add("fuser", "FUSER", 8, Align.USER, (me, it) -> user(me, it.who().uid()));
        add("ruser", "RUSER", 8, Align.USER, (me, it) -> user(me, it.realUid()));
        add("group", "GROUP", 8, Align.USER, (me, it) -> group(me, it.who().gid()));
        add("egroup", "EGROUP", 8, Align.USER, (me, it) -> group(me, it.who().gid()));
        add("rgroup", "RGROUP", 8, Align.USER, (me, it) -> group(me, it.realGid()));
        add("uid", "UID", 5, Align.RIGHT, (me, it) -> it.who().uid());
        add("euid", "EUID", 5, Align.RIGHT, (me, it) -> it.who().uid());
        add("suid", "SUID", 5, Align.RIGHT, (me, it) -> it.who().uid());
        add("ruid", "RUID", 5, Align.RIGHT, (me, it) -> it.realUid());
        add("gid", "GID", 5, Align.RIGHT, (me, it) -> it.who().gid());
        add("egid", "EGID", 5, Align.RIGHT, (me, it) -> it.who().gid());
        add("rgid", "RGID", 5, Align.RIGHT, (me, it) -> it.realGid());
        add(
                "supgid",
                "SUPGID",
                20,
                Align.LEFT,
                (me, it) ->
                        it.who().groups().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
        add(
                "supgrp",
                "SUPGRP",
                40,
                Align.LEFT,
                (me, it) -> it.who().groups().stream()
                        .sorted()
                        .map(each -> group(me, each))
                        .collect(Collectors.joining(",")));
    }

    private static void times() {
        add("time cputime atime", "TIME", 8, Align.RIGHT, (me, it) -> cpuTime(it));
        add("times cputimes", "TIME", 8, Align.RIGHT, (me, it) -> it.cpuNanos() / 1_000_000_000L);
        add("bsdtime", "TIME", 6, Align.RIGHT, (me, it) -> {
            long seconds = it.cpuNanos() / 1_000_000_000L;
            return String.format("%d:%02d", seconds / 60, seconds % 60);
        });
        add("etimes", "ELAPSED", 7, Align.RIGHT, (me, it) -> elapsed(it));
        add("etime", "ELAPSED", 11, Align.RIGHT, (me, it) -> {
            long seconds = elapsed(it);
            String days = seconds >= DAY ? String.format("%d-", seconds / DAY) : "";
            String hours = seconds >= 3600 ? String.format("%02d:", seconds / 3600 % 24) : "";
            return days + hours + String.format("%02d:%02d", seconds / 60 % 60, seconds % 60);
        });
        add("lstart", "STARTED", 24, Align.RIGHT, (me, it) -> start(it, "EEE MMM ppd HH:mm:ss yyyy"));
        add("start", "STARTED", 8, Align.RIGHT, (me, it) -> start(it, elapsed(it) < DAY ? "HH:mm:ss" : "  MMM dd"));
        add("start_time", "START", 5, Align.RIGHT, (me, it) -> start(it, elapsed(it) < DAY ? "HH:mm" : "MMMdd"));
        add("stime", "STIME", 5, Align.RIGHT, (me, it) -> start(it, elapsed(it) < DAY ? "HH:mm" : "MMMdd"));
        add("bsdstart", "START", 6, Align.RIGHT, (me, it) -> start(it, elapsed(it) < DAY ? "HH:mm" : "MMM dd"));
    }

    private static void usage() {
        add("pcpu %cpu", "%CPU", 4, Align.RIGHT, (me, it) -> "0.0");
        add("pmem %mem", "%MEM", 4, Align.RIGHT, (me, it) -> "0.0");
        add("vsz vsize", "VSZ", 6, Align.RIGHT, (me, it) -> Memory.sizeKib(it));
        add("rss rssize rsz", "RSS", 5, Align.RIGHT, (me, it) -> Memory.residentKib(it));
        add("sz", "SZ", 5, Align.RIGHT, (me, it) -> Memory.sizeKib(it) / 4);
        add("size", "SIZE", 5, Align.RIGHT, (me, it) -> Memory.sizeKib(it) / 8);
        add("addr_sz", "ADDR SZ", 7, Align.RIGHT, (me, it) -> String.format("- %5d", Memory.sizeKib(it) / 4));
        add("drs", "DRS", 5, Align.RIGHT, (me, it) -> Memory.sizeKib(it));
        add("trs", "TRS", 4, Align.RIGHT, (me, it) -> 0);
        add("m_trs", "TRS", 5, Align.RIGHT, (me, it) -> 0);
        add("maj_flt", "MAJFL", 6, Align.RIGHT, (me, it) -> 0);
        add("min_flt", "MINFL", 6, Align.RIGHT, (me, it) -> Memory.residentKib(it) / 4);
        add("ni nice", "NI", 3, Align.RIGHT, (me, it) -> it.niceness());
        add("pri", "PRI", 3, Align.RIGHT, (me, it) -> 19 - it.niceness());
        add("priority", "PRI", 3, Align.RIGHT, (me, it) -> 20 + it.niceness());
        add("opri intpri", "PRI", 3, Align.RIGHT, (me, it) -> 80);
        add("c util", "C", 2, Align.RIGHT, (me, it) -> 0);
        add("cp", "CP", 3, Align.RIGHT, (me, it) -> 0);
        add("psr cpuid", "PSR", 3, Align.RIGHT, (me, it) -> 0);
        add("sgi_p", "P", 1, Align.RIGHT, (me, it) -> Ps.state(me, it).startsWith("R") ? "0" : "*");
        add("cls class", "CLS", 3, Align.RIGHT, (me, it) -> "TS");
        add("policy", "POL", 3, Align.RIGHT, (me, it) -> "TS");
        add("rtprio", "RTPRIO", 6, Align.RIGHT, (me, it) -> "-");
        add("nlwp", "NLWP", 4, Align.RIGHT, (me, it) -> 1);
        add("thcount", "THCNT", 4, Align.RIGHT, (me, it) -> 1);
    }

    /** The column of a name; null if there is none. */
    static PsColumn of(String name) {
        return ALL.get(name);
    }

    /** The names of all, sorted. */
    static List<String> names() {
        return ALL.keySet().stream()
                .filter(it -> !it.contains("addr_"))
                .sorted()
                .toList();
    }

    /** The same under another title, and perhaps wider. */
    PsColumn titled(String other) {
        return new PsColumn(other, width, align, value);
    }

    /** The same with another width. */
    PsColumn wide(int other) {
        return new PsColumn(title, other, align, value);
    }

    /** How wide it is at least: as its title. */
    int full() {
        return Math.max(width, title.length());
    }

    private static String user(Process me, int uid) {
        return me.host().accounts().userName(uid);
    }

    private static String group(Process me, int gid) {
        return me.host().accounts().groupName(gid);
    }

    private static boolean own(Process me, Process it) {
        return me.who().isRoot() || me.who().uid() == it.who().uid();
    }

    private static String terminal(Process it) {
        return it.terminal().map(t -> t.device().replace("/dev/", "")).orElse("?");
    }

    private static String name(Process it) {
        return Ps.command(it) + (isZombie(it) ? " <defunct>" : "");
    }

    private static String line(Process it) {
        return isZombie(it) ? "[" + Ps.command(it) + "] <defunct>" : it.title();
    }

    private static boolean isZombie(Process it) {
        return it.status() != null && it.status().ended();
    }

    private static Object waiting(Process me, Process it) {
        char state = Ps.state(me, it).charAt(0);
        boolean waits = own(me, it) && state == 'S';
        boolean child = waits && me.host().processes().all().stream().anyMatch(each -> each.parent() == it.pid());
        return child ? "do_wai" : waits ? "do_sel" : "-";
    }

    private static String cpuTime(Process it) {
        long seconds = it.cpuNanos() / 1_000_000_000L;
        return String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static long elapsed(Process it) {
        return (it.host().clock().millis() - it.started()) / 1000;
    }

    private static String start(Process it, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(Instant.ofEpochMilli(it.started()).atZone(ZoneOffset.UTC));
    }
}
