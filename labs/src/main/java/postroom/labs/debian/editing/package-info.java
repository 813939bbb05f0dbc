/** What the editors have in common: places in a text, characters and columns of a line, changes that can be taken back. */
package postroom.labs.debian.editing;
