/** Dovecot's configuration: its language, its settings, and what {@code doveconf(1)} shows of them. */
package postroom.labs.debian.dovecot.config;
