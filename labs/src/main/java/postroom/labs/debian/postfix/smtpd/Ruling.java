package postroom.labs.debian.postfix.smtpd;

import postroom.server.smtp.Reply;

/** What a restriction says of a request. */
sealed interface Ruling {
    /** Nothing: the next one is asked. */
    record Dunno() implements Ruling {}

    /** The rest of this list is not asked. */
    record Permit() implements Ruling {}

    /** The request is refused with this reply. */
    record Refuse(Reply reply) implements Ruling {}

    Ruling DUNNO = new Dunno();
    Ruling PERMIT = new Permit();
}
