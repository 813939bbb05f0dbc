/** What answers on Dovecot's ports: imap-login and pop3-login, and who comes after them. */
package postroom.labs.debian.dovecot.login;
