/** Mailboxes as Dovecot keeps them in files. */
package postroom.labs.debian.dovecot.storage;
