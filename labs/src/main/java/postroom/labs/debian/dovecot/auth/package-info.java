/** Who may log in, and as whom: passdbs and userdbs. */
package postroom.labs.debian.dovecot.auth;
