package postroom.labs.debian.regex;

/** A regular expression that cannot be read; the message is that of {@code regerror(3)}. */
public final class RegexException extends Exception {
    private static final long serialVersionUID = 1L;

    RegexException(String message) {
        super(message, null, false, false);
    }
}
