/** POP3 (RFC 1939, 2449, 2595) with the manners of Dovecot 2.3: James' chain and dispatcher, our framer and verbs. */
package postroom.server.pop3;
