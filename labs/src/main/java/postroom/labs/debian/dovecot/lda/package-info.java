/** {@code dovecot-lda(1)}: Dovecot's local delivery agent, as a program. */
package postroom.labs.debian.dovecot.lda;
