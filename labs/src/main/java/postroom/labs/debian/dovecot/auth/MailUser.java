package postroom.labs.debian.dovecot.auth;

import postroom.labs.fs.Credentials;

/**
 * A user as the userdb knows them.
 *
 * @param mail where their mail is, if the userdb says; else empty
 */
public record MailUser(String name, Credentials who, String home, String mail) {}
