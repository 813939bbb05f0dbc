/** The commands of Dovecot: {@code dovecot(1)}, {@code doveadm(1)}. */
package postroom.labs.debian.dovecot.command;
