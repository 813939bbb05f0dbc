/** How the commands of {@code doveadm} print rows ({@code doveadm -f}). */
package postroom.labs.debian.dovecot.print;
