/** The programs of the package dovecot-sieve. */
package postroom.labs.debian.dovecot.sieve.command;
