/** Dovecot's way of putting a new message into a user's mailboxes, for lda and lmtp: saving, quota, refusals. */
package postroom.labs.debian.dovecot.delivery;
