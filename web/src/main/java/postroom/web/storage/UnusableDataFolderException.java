package postroom.web.storage;

/** The data folder cannot be made, read or written. The message is one sentence that names it, fit for a user. */
public final class UnusableDataFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDataFolderException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
