package postroom.labs.debian.sockets;

import postroom.labs.net.Endpoint;

/**
 * One socket of the host, as {@code /proc/net/tcp} or {@code udp} shows it.
 *
 * @param udp UDP rather than TCP
 * @param remote the other end; null if there is none
 * @param state the TCP state, {@code LISTEN} or {@code ESTABLISHED}; for UDP {@code CLOSE} or {@code ESTABLISHED}
 * @param pid the process that has it open; 0 if it cannot be told
 * @param uid whose it is
 * @param fd the descriptor's number in that process
 * @param inode the number by which {@code lsof} and {@code ss -e} know it
 */
public record Sock(
        boolean udp, Endpoint local, Endpoint remote, String state, int pid, int uid, int fd, int inode) {
    /** Whether it speaks IPv6. */
    public boolean six() {
        return local.address().getAddress().length == 16;
    }

    /** Whether it waits for others to begin. */
    public boolean listening() {
        return remote == null;
    }
}
