/** The grammar of Sieve (RFC 5228 §8), with the complaints of Pigeonhole's lexer and parser. */
package postroom.labs.debian.dovecot.sieve.syntax;
