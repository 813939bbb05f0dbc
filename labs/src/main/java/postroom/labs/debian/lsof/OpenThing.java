package postroom.labs.debian.lsof;

import postroom.labs.debian.sockets.Sock;
import postroom.labs.host.Process;

/**
 * One line of {@code lsof}: something that a process has open.
 *
 * @param fd the descriptor with its mode ({@code 0u}), or {@code cwd}, {@code rtd}, {@code txt}
 * @param number the descriptor's number; -1 if it is none
 * @param node the inode, or the protocol of a socket
 * @param path the file behind it; empty if it is no file
 * @param sock the socket; null if it is none
 */
record OpenThing(
        Process process,
        String fd,
        int number,
        String type,
        String device,
        String size,
        String node,
        String name,
        String path,
        Sock sock) {
    /** Whether it only says that the viewer may not know. */
    boolean isDenied() {
        return number < 0 && path.isEmpty();
    }

    static OpenThing denied(Process process, String fd, String link) {
        boolean none = fd.equals("NOFD");
        String reason = " (" + (none ? "opendir" : "readlink") + ": Permission denied)";
        String name = "/proc/" + process.pid() + "/" + link + reason;
        return new OpenThing(process, fd, -1, none ? "" : "unknown", "", "", "", name, "", null);
    }
}
