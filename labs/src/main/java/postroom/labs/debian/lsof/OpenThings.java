package postroom.labs.debian.lsof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postroom.labs.debian.proc.Executables;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.fs.FileType;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** What the processes have open: folders, programs, descriptors, sockets; only the names of it where that is forbidden. */
final class OpenThings {
    private static final String DISK = "8,1";

    private final Process viewer;
    private final List<Sock> sockets;

    OpenThings(Process viewer) {
        this.viewer = viewer;
        this.sockets = new ArrayList<>(Sockets.of(viewer));
        sockets.sort(Comparator.comparingInt(Sock::fd));
    }

    List<OpenThing> of(Process process) {
        List<OpenThing> all = new ArrayList<>();
        boolean mine =
                viewer.who().isRoot() || process.who().uid() == viewer.who().uid();
        if (!mine) {
            all.add(OpenThing.denied(process, "cwd", "cwd"));
            all.add(OpenThing.denied(process, "rtd", "root"));
            all.add(OpenThing.denied(process, "txt", "exe"));
            all.add(OpenThing.denied(process, "NOFD", "fd"));
            return all;
        }
        file(all, process, "cwd", -1, process.cwd());
        file(all, process, "rtd", -1, "/");
        Executables.of(process).ifPresent(path -> file(all, process, "txt", -1, path));
        for (int number : process.fds()) {
            descriptor(all, process, number);
        }
        for (Sock each : sockets) {
            if (each.pid() == process.pid()) {
                all.add(new OpenThing(
                        process,
                        each.fd() + "u",
                        each.fd(),
                        each.six() ? "IPv6" : "IPv4",
                        Integer.toString(each.inode()),
                        "0t0",
                        each.udp() ? "UDP" : "TCP",
                        "",
                        "",
                        each));
            }
        }
        return all;
    }

    private void file(List<OpenThing> all, Process process, String fd, int number, String path) {
        try {
            Stat stat = viewer.files().stat(path);
            all.add(thing(process, fd, number, stat, path));
        } catch (ErrnoException gone) {
            all.add(new OpenThing(process, fd, number, "DIR", DISK, "", "", path + " (deleted)", path, null));
        }
    }

    private static OpenThing thing(Process process, String fd, int number, Stat stat, String path) {
        boolean folder = stat.type() == FileType.DIRECTORY;
        String size = Long.toString(folder ? 4096 : stat.size());
        return new OpenThing(
                process, fd, number, folder ? "DIR" : "REG", DISK, size, Long.toString(stat.ino()), path, path, null);
    }

    private void descriptor(List<OpenThing> all, Process process, int number) {
        try {
            Descriptor open = process.fd(number);
            if (open instanceof OpenFile file) {
                all.add(thing(process, Integer.toString(number) + file.access(), number, file.stat(), file.path()));
                return;
            }
            boolean terminal = open.terminal().isPresent();
            String name = terminal ? open.terminal().get().device() : "pipe";
            String mode = terminal ? "u" : number == 0 ? "r" : "w";
            all.add(new OpenThing(
                    process,
                    number + mode,
                    number,
                    terminal ? "CHR" : "FIFO",
                    terminal ? "136,0" : "0,13",
                    "0t0",
                    terminal ? "3" : Integer.toString(16_384 + process.pid()),
                    name,
                    terminal ? name : "",
                    null));
        } catch (ErrnoException closed) {
            return; // closed in between: it is not open any more, so there is nothing to show
        }
    }
}
