/** What the map of a host's mail system shows: which programs are there, where each message is, and what is in it. */
package postroom.labs.debian.mailmap;
