/** Running a script over a message: tests, variables, flags, and what the message's fate is to be. */
package postroom.labs.debian.dovecot.sieve.run;
