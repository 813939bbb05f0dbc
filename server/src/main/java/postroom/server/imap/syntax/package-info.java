/** IMAP's syntax as Dovecot's parser has it: arguments, sets of numbers, quoting. */
package postroom.server.imap.syntax;
