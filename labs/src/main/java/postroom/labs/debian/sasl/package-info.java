/** SASL as a mail server and an authentication server speak it with each other (RFC 4422). */
package postroom.labs.debian.sasl;
