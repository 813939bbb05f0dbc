package postroom.labs.debian.procps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.host.Host;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;

/**
 * What {@code top} shows at one moment: five lines about the host, and its processes. Processor time is real; memory is
 * made up, since nothing here has pages.
 */
final class TopFrame {

    /** What is asked for. */
    static final class Wish {
        String user = "";
        List<Integer> pids = List.of();
        boolean commandLines;
        boolean idle = true;
        char sort = 'P';
    }

    private final Map<Integer, Long> before = new HashMap<>();
    private long last;

    /** The lines of the summary and the tasks, one task a line, the title of the columns at index 6. */
    List<String> lines(Process me, Wish wish) {
        Host host = me.host();
        long now = host.clock().millis();
        double seconds = last == 0 ? 0 : Math.max(0.001, (now - last) / 1000.0);
        List<Process> all = host.processes().all();
        Map<Integer, Double> cpu = new HashMap<>();
        double busy = 0;
        for (Process each : all) {
            long used = each.cpuNanos();
            Long earlier = before.put(each.pid(), used);
            double percent = seconds == 0 || earlier == null ? 0 : (used - earlier) / 1e7 / seconds;
            cpu.put(each.pid(), percent);
            busy += percent;
        }
        last = now;
        List<String> lines = new ArrayList<>(summary(me, all, Math.min(100, busy)));
        lines.add("");
        lines.add("    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND");
        all.stream()
                .filter(it -> wish.pids.isEmpty() || wish.pids.contains(it.pid()))
                .filter(it -> wish.user.isEmpty()
                        || wish.user.equals(user(it))
                        || wish.user.equals("" + it.who().uid()))
                .filter(it -> wish.idle || it == me || cpu.get(it.pid()) >= 0.05)
                .sorted(order(wish.sort, cpu))
                .forEach(it -> lines.add(task(me, it, cpu.get(it.pid()), wish)));
        return lines;
    }

    private static Comparator<Process> order(char sort, Map<Integer, Double> cpu) {
        Comparator<Process> byPid = Comparator.comparingInt(Process::pid);
        return switch (sort) {
            case 'N' -> byPid.reversed();
            case 'M' -> Comparator.comparingInt(Ps::size).reversed().thenComparing(byPid);
            case 'T' -> Comparator.comparingLong(Process::cpuNanos).reversed().thenComparing(byPid);
            default ->
                Comparator.comparingDouble((Process it) -> Math.floor(cpu.get(it.pid()) * 10))
                        .reversed()
                        .thenComparing(byPid);
        };
    }

    private static String user(Process it) {
        return it.host().accounts().userName(it.who().uid());
    }

    private static List<String> summary(Process me, List<Process> all, double busy) {
        int running = 0;
        int stopped = 0;
        int zombies = 0;
        for (Process each : all) {
            char state = Ps.state(me, each).charAt(0);
            running += state == 'R' ? 1 : 0;
            stopped += state == 'T' ? 1 : 0;
            zombies += state == 'Z' ? 1 : 0;
        }
        Memory memory = Memory.of(me.host());
        return List.of(
                "top -" + Uptime.line(me.host()),
                String.format(
                        "Tasks: %3d total, %3d running, %3d sleeping, %3d stopped, %3d zombie",
                        all.size(), running, all.size() - running - stopped - zombies, stopped, zombies),
                String.format(
                        "%%Cpu(s):%5.1f us,%5.1f sy,%5.1f ni,%5.1f id,%5.1f wa,%5.1f hi,%5.1f si,%5.1f st ",
                        busy, 0.0, 0.0, 100 - busy, 0.0, 0.0, 0.0, 0.0),
                String.format(
                        "MiB Mem :%9.1f total,%9.1f free,%9.1f used,%9.1f buff/cache     ",
                        memory.total() / 1024.0,
                        memory.free() / 1024.0,
                        memory.used() / 1024.0,
                        (memory.buffers() + memory.cache()) / 1024.0),
                String.format(
                        "MiB Swap:%9.1f total,%9.1f free,%9.1f used.%9.1f avail Mem ",
                        0.0, 0.0, 0.0, memory.available() / 1024.0));
    }

    private static String task(Process me, Process it, double cpu, Wish wish) {
        int size = Ps.size(it);
        String user = user(it);
        long hundredths = it.cpuNanos() / 10_000_000L;
        String time = String.format("%d:%02d.%02d", hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
        return String.format(
                "%7d %-8s %3d %3d %7d %6d %6d %s %5.1f %5.1f %9s %s",
                it.pid(),
                user.length() > 8 ? user.substring(0, 7) + "+" : user,
                20 + it.niceness(),
                it.niceness(),
                size,
                size / 4,
                size / 5,
                Ps.state(me, it).charAt(0),
                cpu,
                100.0 * Memory.residentKib(it) / Memory.of(it.host()).total(),
                time,
                wish.commandLines ? it.title() : Ps.command(it));
    }
}
