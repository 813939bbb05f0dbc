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

    /** A refusal; see {@link #reply}. */
    static Ruling refuse(int code, String dsn, String text) {
        return new Refuse(reply(code, dsn, text));
    }

    /** A reply in which the class of the enhanced code follows the reply code, which a parameter may have changed. */
    static Reply reply(int code, String dsn, String text) {
        return Reply.of(code, code / 100 + dsn.substring(1), text);
    }

    Ruling DUNNO = new Dunno();
    Ruling PERMIT = new Permit();
}
