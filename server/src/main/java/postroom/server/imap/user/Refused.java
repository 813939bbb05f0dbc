package postroom.server.imap.user;

/** A command that is not carried out; the message is the answer behind the tag. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String answer) {
        super(answer, null, false, false);
    }
}
