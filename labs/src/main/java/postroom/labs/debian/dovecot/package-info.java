/** The Debian packages dovecot-core, dovecot-imapd and dovecot-pop3d. */
package postroom.labs.debian.dovecot;
