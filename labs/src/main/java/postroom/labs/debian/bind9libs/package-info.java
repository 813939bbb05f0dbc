/** What dig, host and nslookup of BIND 9.18 have in common: sending a lookup, and writing messages and records. */
package postroom.labs.debian.bind9libs;
