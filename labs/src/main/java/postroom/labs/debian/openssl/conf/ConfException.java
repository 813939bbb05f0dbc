package postroom.labs.debian.openssl.conf;

/** A configuration that cannot be read. */
public final class ConfException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int code;

    ConfException(int line, int code, String detail) {
        super(detail, null, false, false);
        this.line = line;
        this.code = code;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }

    /** OpenSSL's code of the reason. */
    public int code() {
        return code;
    }
}
