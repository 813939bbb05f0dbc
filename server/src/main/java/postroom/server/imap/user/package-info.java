/** IMAP after the log-in: the state of a session, and its commands, as Dovecot's process {@code imap} has them. */
package postroom.server.imap.user;
