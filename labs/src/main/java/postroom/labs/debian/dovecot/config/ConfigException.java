package postroom.labs.debian.dovecot.config;

/** A configuration that Dovecot does not take; the message is what it prints behind {@code Error in configuration file}. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    /** An error in a line of a file, counted from 1. */
    ConfigException(String file, int line, String what) {
        super(file + " line " + line + ": " + what);
    }

    /** An error in a file as a whole. */
    ConfigException(String file, String what) {
        super(file + ": " + what);
    }
}
