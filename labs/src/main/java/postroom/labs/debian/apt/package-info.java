/** Debian package {@code apt}: finds packages in the archive, works out what goes with them, brings and removes them. */
package postroom.labs.debian.apt;
