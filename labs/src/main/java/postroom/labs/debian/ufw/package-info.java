/** Package ufw (0.36.2): the uncomplicated firewall. Its rules act on the lab's network by a {@link postroom.labs.net.PacketFilter}. */
package postroom.labs.debian.ufw;
