package postroom.labs.debian.dovecot.sieve.filter;

/**
 * A script that is to be run.
 *
 * @param path of its file
 * @param personal whether it is the user's own, and what is wrong with it is told to them
 */
record ScriptFile(String path, boolean personal) {}
