/** The maintainer's scripts of Dovecot's packages. */
package postroom.labs.debian.dovecot.setup;
