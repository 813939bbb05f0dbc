/** The programs of bind9-dnsutils that the lab has: dig and nslookup. */
package postroom.labs.debian.bind9dnsutils;
