package postroom.web.study;

/** The server holds as many labs, or a lab as many pages, as it may. */
public final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoRoomException(String message) {
        super(message);
    }
}
