/** Dovecot's lmtp process: LMTP (RFC 2033) on UNIX sockets and ports. */
package postroom.labs.debian.dovecot.lmtp;
