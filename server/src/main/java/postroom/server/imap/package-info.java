/** IMAP: the server's end of a connection, and what is said before somebody has logged in. */
package postroom.server.imap;
