/** Pigeonhole's plugin for deliveries: which scripts there are for a user, and doing what they want. */
package postroom.labs.debian.dovecot.sieve.filter;
