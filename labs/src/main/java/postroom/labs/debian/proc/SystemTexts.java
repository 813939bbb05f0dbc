package postroom.labs.debian.proc;

import java.util.List;
import java.util.Locale;
import postroom.labs.host.Host;
import postroom.labs.host.Kernel;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;

/** The files at the top of {@code /proc} ({@code proc(5)}): a small virtual machine with one processor, at rest. */
final class SystemTexts {
    private static final List<String> FILE_SYSTEMS = List.of(
            "sysfs", "tmpfs", "bdev", "proc", "cgroup", "cgroup2", "devtmpfs", "sockfs", "pipefs", "ramfs", "devpts");
    private static final int CLOCK_TICKS = 100;

    private final Host host;

    SystemTexts(Host host) {
        this.host = host;
    }

    static String version() {
        return "Linux version " + Kernel.RELEASE
                + " (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0,"
                + " GNU ld (GNU Binutils for Debian) 2.40) " + Kernel.VERSION + "\n";
    }

    static String fileSystems() {
        StringBuilder out = new StringBuilder();
        FILE_SYSTEMS.forEach(each -> out.append("nodev\t").append(each).append('\n'));
        return out + "\text3\n\text2\n\text4\nnodev\toverlay\n";
    }

    /** Milliseconds since the host was started. */
    long upMillis() {
        return host.clock().millis()
                - host.processes()
                        .find(1)
                        .map(Process::started)
                        .orElse(host.clock().millis());
    }

    String uptime() {
        double seconds = upMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.2f %.2f\n", seconds, seconds);
    }

    String loadAverage() {
        List<Process> all = host.processes().all();
        int last = all.stream().mapToInt(Process::pid).max().orElse(1);
        return "0.00 0.00 0.00 1/" + all.size() + " " + last + "\n";
    }

    /** {@code /proc/stat}: the processor has been idle but for what the processes that run have used. */
    String statistics() {
        List<Process> all = host.processes().all();
        long up = upMillis() / 10;
        long user = all.stream().mapToLong(Process::cpuNanos).sum() / (1_000_000_000L / CLOCK_TICKS);
        String times = user + " 0 0 " + Math.max(0, up - user) + " 0 0 0 0 0 0\n";
        long boot = (host.clock().millis() - upMillis()) / 1000;
        int last = all.stream().mapToInt(Process::pid).max().orElse(1);
        return "cpu  " + times + "cpu0 " + times + "intr 0\nctxt 0\nbtime " + boot + "\nprocesses " + last
                + "\nprocs_running 1\nprocs_blocked 0\nsoftirq 0 0 0 0 0 0 0 0 0 0 0\n";
    }

    String memory() {
        Memory memory = Memory.of(host);
        StringBuilder out = new StringBuilder();
        long anonymous = memory.used() / 2;
        kib(out, "MemTotal", memory.total());
        kib(out, "MemFree", memory.free());
        kib(out, "MemAvailable", memory.available());
        kib(out, "Buffers", memory.buffers());
        kib(out, "Cached", memory.cached());
        kib(out, "SwapCached", 0);
        kib(out, "Active", anonymous + memory.cached() / 2);
        kib(out, "Inactive", memory.cached() / 2 + memory.buffers());
        kib(out, "Active(anon)", anonymous);
        kib(out, "Inactive(anon)", 0);
        kib(out, "Active(file)", memory.cached() / 2);
        kib(out, "Inactive(file)", memory.cached() / 2 + memory.buffers());
        kib(out, "Unevictable", 0);
        kib(out, "Mlocked", 0);
        kib(out, "SwapTotal", 0);
        kib(out, "SwapFree", 0);
        kib(out, "Dirty", 0);
        kib(out, "Writeback", 0);
        kib(out, "AnonPages", anonymous);
        kib(out, "Mapped", memory.cached() / 3);
        kib(out, "Shmem", memory.shared());
        kib(out, "KReclaimable", memory.reclaimable());
        kib(out, "Slab", memory.reclaimable() + 24_000);
        kib(out, "SReclaimable", memory.reclaimable());
        kib(out, "SUnreclaim", 24_000);
        kib(out, "CommitLimit", memory.total() / 2);
        kib(out, "Committed_AS", memory.used() * 2);
        return out.toString();
    }

    private static void kib(StringBuilder out, String name, long value) {
        out.append(String.format(Locale.ROOT, "%-15s%9d kB\n", name + ":", value));
    }

    static String processors() {
        return """
                processor\t: 0
                vendor_id\t: GenuineIntel
                cpu family\t: 15
                model\t\t: 6
                model name\t: Common KVM processor
                stepping\t: 1
                microcode\t: 0x1
                cpu MHz\t\t: 2400.000
                cache size\t: 16384 KB
                physical id\t: 0
                siblings\t: 1
                core id\t\t: 0
                cpu cores\t: 1
                apicid\t\t: 0
                initial apicid\t: 0
                fpu\t\t: yes
                fpu_exception\t: yes
                cpuid level\t: 13
                wp\t\t: yes
                flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr \
                sse sse2 ht syscall nx lm constant_tsc nopl xtopology cpuid tsc_known_freq pni cx16 x2apic hypervisor lahf_lm pti
                bugs\t\t: cpu_meltdown spectre_v1 spectre_v2 spec_store_bypass l1tf mds swapgs itlb_multihit
                bogomips\t: 4800.00
                clflush size\t: 64
                cache_alignment\t: 128
                address sizes\t: 40 bits physical, 48 bits virtual
                power management:

                """;
    }
}
