/** Package cpio, as far as it is here: its setup and {@code mt}. */
package postroom.labs.debian.cpio;
