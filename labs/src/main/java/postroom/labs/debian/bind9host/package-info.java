/** The program of bind9-host. */
package postroom.labs.debian.bind9host;
