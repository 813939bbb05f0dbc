/** The DNS server {@code dnsmasq(8)}, version 2.90, over the lab's network. It gives out no addresses (DHCP, TFTP). */
package postroom.labs.debian.dnsmasqbase;
