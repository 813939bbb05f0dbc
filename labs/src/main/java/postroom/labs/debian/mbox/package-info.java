/** The format mbox ({@code mbox(5)}), as far as those who read it have it in common. */
package postroom.labs.debian.mbox;
