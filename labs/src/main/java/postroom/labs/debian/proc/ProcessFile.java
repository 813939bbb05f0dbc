package postroom.labs.debian.proc;

import java.util.List;
import java.util.function.BiFunction;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;

/**
 * One of the files that each process has below {@code /proc} ({@code proc(5)}).
 *
 * @param path below the process' folder; empty for the folder itself
 * @param text what is in it, for the process and who asks; null if it is no file
 */
record ProcessFile(String path, FileType type, int mode, BiFunction<Process, Integer, String> text) {
    /** All of them; the place in the list is the number of the kind. */
    static final List<ProcessFile> ALL = List.of(
            folder("", 0555),
            file("cgroup", 0444, (it, caller) -> "0::/\n"),
            file("cmdline", 0444, (it, caller) -> ProcessTexts.commandLine(it)),
            file("comm", 0644, (it, caller) -> postroom.labs.debian.sockets.Sockets.program(it) + "\n"),
            link("cwd"),
            file("environ", 0400, (it, caller) -> ProcessTexts.environment(it)),
            link("exe"),
            folder("fd", 0500),
            file("limits", 0444, (it, caller) -> ProcessTexts.limits(it)),
            file("loginuid", 0644, (it, caller) -> "4294967295"),
            file("mountinfo", 0444, (it, caller) -> Mounts.info()),
            file("mounts", 0444, (it, caller) -> Mounts.table()),
            folder("net", 0555),
            file("net/arp", 0444, (it, caller) -> NetTexts.neighbours()),
            file("net/dev", 0444, (it, caller) -> net(it).devices()),
            file("net/if_inet6", 0444, (it, caller) -> net(it).addressesSix()),
            file("net/route", 0444, (it, caller) -> net(it).routes()),
            file("net/sockstat", 0444, (it, caller) -> net(it).usage()),
            file("net/tcp", 0444, (it, caller) -> net(it).sockets(false, false)),
            file("net/tcp6", 0444, (it, caller) -> net(it).sockets(false, true)),
            file("net/udp", 0444, (it, caller) -> net(it).sockets(true, false)),
            file("net/udp6", 0444, (it, caller) -> net(it).sockets(true, true)),
            file("net/unix", 0444, (it, caller) -> net(it).unix()),
            file("oom_score", 0444, (it, caller) -> "666\n"),
            file("oom_score_adj", 0644, (it, caller) -> "0\n"),
            link("root"),
            file("sessionid", 0444, (it, caller) -> "4294967295"),
            file("stat", 0444, ProcessTexts::line),
            file("statm", 0444, (it, caller) -> ProcessTexts.pages(it)),
            file("status", 0444, ProcessTexts::status),
            file("wchan", 0444, (it, caller) -> "0"));

    private static ProcessFile folder(String path, int mode) {
        return new ProcessFile(path, FileType.DIRECTORY, mode, null);
    }

    private static ProcessFile link(String path) {
        return new ProcessFile(path, FileType.SYMLINK, 0777, null);
    }

    private static ProcessFile file(String path, int mode, BiFunction<Process, Integer, String> text) {
        return new ProcessFile(path, FileType.FILE, mode, text);
    }

    private static NetTexts net(Process process) {
        return new NetTexts(process.host());
    }
}
