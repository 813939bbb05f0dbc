/** The search queries of {@code doveadm} ({@code doveadm-search-query(7)}). */
package postroom.labs.debian.dovecot.query;
