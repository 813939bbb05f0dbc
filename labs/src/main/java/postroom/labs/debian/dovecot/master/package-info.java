/** Dovecot as it runs: the master process, its children, its sockets and ports. */
package postroom.labs.debian.dovecot.master;
