package postroom.labs.debian.proc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;

/** The files that {@code /proc} has for a process ({@code proc(5)}). */
final class ProcessTexts {
    private static final int SLEEPING_FLAGS = 4_194_304;
    private static final int PSEUDO_TERMINAL = 136 << 8;
    private static final String NO_SIGNALS = "0000000000000000";

    private ProcessTexts() {}

    /** The state's letter. */
    static char state(Process process, int caller) {
        if (process.pid() == caller) {
            return 'R';
        }
        return process.isStopped() ? 'T' : isZombie(process) ? 'Z' : 'S';
    }

    static boolean isZombie(Process process) {
        return process.status() != null && process.status().ended();
    }

    private static String stateName(char letter) {
        return switch (letter) {
            case 'R' -> "running";
            case 'T' -> "stopped";
            case 'Z' -> "zombie";
            default -> "sleeping";
        };
    }

    /** The arguments, each ended by a zero byte; a daemon's own title where it has one. */
    static String commandLine(Process process) {
        if (isZombie(process)) {
            return "";
        }
        List<String> argv = process.argv();
        boolean own = !process.title().equals(String.join(" ", argv));
        return own ? process.title() + "\0" : argv.stream().map(it -> it + "\0").collect(Collectors.joining());
    }

    static String environment(Process process) {
        Map<String, String> environment = process.environment();
        synchronized (environment) {
            return environment.entrySet().stream()
                    .map(it -> it.getKey() + "=" + it.getValue() + "\0")
                    .collect(Collectors.joining());
        }
    }

    static String status(Process process, int caller) {
        char state = state(process, caller);
        int uid = process.who().uid();
        int gid = process.who().gid();
        StringBuilder out = new StringBuilder();
        add(out, "Name", Sockets.program(process));
        add(out, "Umask", String.format("%04o", process.umask()));
        add(out, "State", state + " (" + stateName(state) + ")");
        add(out, "Tgid", process.pid());
        add(out, "Ngid", 0);
        add(out, "Pid", process.pid());
        add(out, "PPid", process.parent());
        add(out, "TracerPid", 0);
        add(out, "Uid", process.realUid() + "\t" + uid + "\t" + uid + "\t" + uid);
        add(out, "Gid", process.realGid() + "\t" + gid + "\t" + gid + "\t" + gid);
        add(out, "FDSize", 256);
        add(out, "Groups", groups(process));
        add(out, "NStgid", process.pid());
        add(out, "NSpid", process.pid());
        add(out, "NSpgid", process.group());
        add(out, "NSsid", process.session());
        if (!isZombie(process)) {
            memory(out, process);
        }
        add(out, "Threads", 1);
        add(out, "SigQ", "0/7804");
        for (String each : List.of("SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt", "CapInh")) {
            add(out, each, NO_SIGNALS);
        }
        String capabilities = process.who().isRoot() ? "000001ffffffffff" : NO_SIGNALS;
        add(out, "CapPrm", capabilities);
        add(out, "CapEff", capabilities);
        add(out, "CapBnd", "000001ffffffffff");
        add(out, "CapAmb", NO_SIGNALS);
        add(out, "NoNewPrivs", 0);
        add(out, "Seccomp", 0);
        add(out, "Seccomp_filters", 0);
        add(out, "Speculation_Store_Bypass", "vulnerable");
        add(out, "SpeculationIndirectBranch", "conditional enabled");
        add(out, "Cpus_allowed", 1);
        add(out, "Cpus_allowed_list", 0);
        add(out, "Mems_allowed", "00000000,00000001");
        add(out, "Mems_allowed_list", 0);
        add(out, "voluntary_ctxt_switches", 1);
        add(out, "nonvoluntary_ctxt_switches", 0);
        return out.toString();
    }

    private static String groups(Process process) {
        return process.who().groups().stream().sorted().map(it -> it + " ").collect(Collectors.joining());
    }

    private static void memory(StringBuilder out, Process process) {
        int size = Memory.sizeKib(process);
        int resident = Memory.residentKib(process);
        kib(out, "VmPeak", size);
        kib(out, "VmSize", size);
        kib(out, "VmLck", 0);
        kib(out, "VmPin", 0);
        kib(out, "VmHWM", resident);
        kib(out, "VmRSS", resident);
        kib(out, "RssAnon", resident / 8);
        kib(out, "RssFile", resident - resident / 8);
        kib(out, "RssShmem", 0);
        kib(out, "VmData", size / 8);
        kib(out, "VmStk", 132);
        kib(out, "VmExe", size / 16);
        kib(out, "VmLib", size / 2);
        kib(out, "VmPTE", 40);
        kib(out, "VmSwap", 0);
        kib(out, "HugetlbPages", 0);
        add(out, "CoreDumping", 0);
        add(out, "THP_enabled", 1);
    }

    private static void add(StringBuilder out, String name, Object value) {
        out.append(name).append(":\t").append(value).append('\n');
    }

    private static void kib(StringBuilder out, String name, int value) {
        out.append(String.format(Locale.ROOT, "%s:\t%8d kB\n", name, value));
    }

    /** {@code /proc/PID/stat}: the 52 fields in one line. */
    static String line(Process process, int caller) {
        long boot = process.host().processes().find(1).map(Process::started).orElse(process.started());
        long ticks = process.cpuNanos() / 10_000_000;
        int terminal = process.terminal().map(it -> number(it.device())).orElse(0);
        int front = process.terminal().map(it -> it.foreground()).orElse(-1);
        long size = Memory.sizeKib(process) * 1024L;
        return process.pid() + " (" + Sockets.program(process) + ") " + state(process, caller) + " " + process.parent()
                + " " + process.group() + " " + process.session() + " " + terminal + " " + front + " "
                + SLEEPING_FLAGS + " 0 0 0 0 " + ticks + " 0 0 0 " + (20 + process.niceness()) + " "
                + process.niceness() + " 1 0 "
                + (process.started() - boot) / 10 + " "
                + size + " " + size / 4 / 4096
                + " 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
    }

    private static int number(String device) {
        String digits = device.replaceAll("\\D", "");
        return PSEUDO_TERMINAL + (digits.isEmpty() ? 0 : Integer.parseInt(digits));
    }

    static String pages(Process process) {
        int size = Memory.sizeKib(process) / 4;
        return size + " " + size / 4 + " " + size / 5 + " " + size / 16 + " 0 " + size / 8 + " 0\n";
    }

    static String limits(Process process) {
        int files = process.host().limits().openFiles();
        int processes = process.host().limits().processes();
        StringBuilder out = new StringBuilder();
        limit(out, "Limit", "Soft Limit", "Hard Limit", "Units");
        limit(out, "Max cpu time", "unlimited", "unlimited", "seconds");
        limit(out, "Max file size", "unlimited", "unlimited", "bytes");
        limit(out, "Max data size", "unlimited", "unlimited", "bytes");
        limit(out, "Max stack size", "8388608", "unlimited", "bytes");
        limit(out, "Max core file size", "0", "unlimited", "bytes");
        limit(out, "Max resident set", "unlimited", "unlimited", "bytes");
        limit(out, "Max processes", Integer.toString(processes), Integer.toString(processes), "processes");
        limit(out, "Max open files", Integer.toString(files), Integer.toString(files), "files");
        limit(out, "Max locked memory", "8388608", "8388608", "bytes");
        limit(out, "Max address space", "unlimited", "unlimited", "bytes");
        limit(out, "Max file locks", "unlimited", "unlimited", "locks");
        limit(out, "Max pending signals", "7804", "7804", "signals");
        limit(out, "Max msgqueue size", "819200", "819200", "bytes");
        limit(out, "Max nice priority", "0", "0", "");
        limit(out, "Max realtime priority", "0", "0", "");
        limit(out, "Max realtime timeout", "unlimited", "unlimited", "us");
        return out.toString();
    }

    private static void limit(StringBuilder out, String name, String soft, String hard, String unit) {
        out.append(String.format(Locale.ROOT, "%-25s %-20s %-20s %-10s\n", name, soft, hard, unit));
    }
}
