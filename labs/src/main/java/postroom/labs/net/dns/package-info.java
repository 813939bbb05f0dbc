/** Messages of the domain name system (RFC 1035, RFC 6891) as bytes, as values and as text. Sends nothing. */
package postroom.labs.net.dns;
