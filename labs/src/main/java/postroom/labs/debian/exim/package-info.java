/**
 * Exim 4 as Debian sets it up (packages exim4-base, exim4-config, exim4-daemon-light): the program with its many names, the
 * daemon, routing and delivery within the host, and the maintainer's scripts.
 */
package postroom.labs.debian.exim;
