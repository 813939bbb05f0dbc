/** Sieve's commands, tests and extensions, and what a script must be to be run. */
package postroom.labs.debian.dovecot.sieve.script;
