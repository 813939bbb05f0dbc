package postroom.labs.debian.curl;

/** A transfer that failed: curl's exit status and what it says behind {@code curl: (N) }. */
final class CurlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    CurlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
