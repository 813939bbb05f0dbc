package postroom.labs.debian.vimtiny;

/** A command of the colon that cannot be done; the message says why, as vim does. */
final class WrongCommand extends Exception {
    private static final long serialVersionUID = 1;

    WrongCommand(String message) {
        super(message);
    }
}
