/** Debian package {@code whiptail}: boxes of text, questions and choices, as the library newt draws them. */
package postroom.labs.debian.whiptail;
