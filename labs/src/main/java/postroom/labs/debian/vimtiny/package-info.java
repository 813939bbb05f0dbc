/** The package vim-tiny: {@code vi}, as Debian's base installation has it. */
package postroom.labs.debian.vimtiny;
