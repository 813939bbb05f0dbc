package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.server.smtp.Reply;
import postroom.server.wire.Cause;

/**
 * How a session stands with the restrictions: what {@code warn_if_reject}, {@code defer_if_permit} and
 * {@code defer_if_reject} have said, and what need not be asked twice. Refusals are made and logged here.
 */
final class Standing {
    private static final int MAX_TEXT = 510;

    private final Parameters parameters;
    private int depth;
    private int warnDepth;
    private Deferral ifPermit;
    private Deferral ifReject;
    private boolean active;
    private boolean afterClient;
    private boolean afterHelo;
    private boolean afterSender;
    private boolean discard;
    boolean senderListed;
    boolean recipientListed;

    private Optional<Asked> asked = Optional.empty();

    private record Deferral(int code, String dsn, String text, Optional<Asked> rule) {}

    Standing(Parameters parameters) {
        this.parameters = parameters;
    }

    /** A copy, to go back to if a decision has to be made again. */
    Standing copy() {
        Standing other = new Standing(parameters);
        other.take(this);
        return other;
    }

    /** Becomes what {@code other} is. */
    void take(Standing other) {
        depth = other.depth;
        warnDepth = other.warnDepth;
        ifPermit = other.ifPermit;
        ifReject = other.ifReject;
        active = other.active;
        afterClient = other.afterClient;
        afterHelo = other.afterHelo;
        afterSender = other.afterSender;
        discard = other.discard;
        senderListed = other.senderListed;
        recipientListed = other.recipientListed;
        asked = other.asked;
    }

    /** A new message. */
    void newMessage() {
        discard = false;
    }

    /** The stages of a session at which lists are asked. */
    enum Stage {
        CLIENT,
        HELO,
        SENDER,
        RECIPIENT,
        ETRN,
        DATA
    }

    /** The list of a stage begins: what earlier stages put off comes up again. */
    void begin(Stage stage) {
        depth = 0;
        warnDepth = 0;
        ifReject = null;
        active = switch (stage) {
            case CLIENT, DATA -> false;
            case HELO -> afterClient;
            case SENDER, ETRN -> afterClient || afterHelo;
            case RECIPIENT -> afterSender;
        };
    }

    /** The list of a stage is over. */
    void end(Stage stage) {
        switch (stage) {
            case CLIENT -> afterClient = active;
            case HELO -> afterHelo = active;
            case SENDER -> afterSender = active;
            default -> {
                // Nothing comes after these
            }
        }
    }

    /** A parameter is gone by from here on. @return what to go back to, for {@link #asked} */
    Optional<Asked> asks(Asked rule) {
        Optional<Asked> before = asked;
        asked = Optional.of(rule);
        return before;
    }

    /** The rule whose word comes next is asked. @return what to go back to */
    Optional<Asked> asksRule(Restrictions.Words list) {
        return asks(asked.orElseGet(() -> Asked.parameter("")).rule(list));
    }

    /** It was asked. */
    void asked(Optional<Asked> before) {
        asked = before;
    }

    /** The rule that is asked goes by this entry of a table. */
    void noteEntry(String key, String value) {
        asked.ifPresent(rule -> rule.entry(key, value));
    }

    /** The rule that is asked goes by the table of another parameter. */
    void noteTable(String parameter) {
        asked.ifPresent(rule -> rule.consults(parameter));
    }

    int deeper() {
        return depth++;
    }

    int depth() {
        return depth;
    }

    void back(int to) {
        depth = to;
        forgetWarning();
    }

    void warnIfReject() {
        warnDepth = warnDepth == 0 ? depth : warnDepth;
    }

    /** Behind the restriction that {@code warn_if_reject} stands before. */
    void forgetWarning() {
        if (warnDepth >= depth) {
            warnDepth = 0;
        }
    }

    boolean warns() {
        return warnDepth != 0;
    }

    boolean discards() {
        return discard;
    }

    void discard() {
        discard = true;
    }

    /** Both kinds of deferral are there, so every outcome is known. */
    boolean settled() {
        return active && ifReject != null;
    }

    boolean defersIfPermit() {
        return active;
    }

    /** Refuses, but for {@code warn_if_reject}. */
    Ruling reject(Request request, int code, String dsn, String text) {
        return reject(request, new Deferral(code, dsn, text, asked), warns());
    }

    /** Refuses for a fault of this host, whatever stands before the restriction. */
    Ruling fault(Request request, int code, String dsn, String text) {
        return reject(request, new Deferral(code, dsn, text, asked), false);
    }

    private Ruling reject(Request request, Deferral what, boolean warnOnly) {
        int number = what.code;
        String status = what.dsn;
        String why = what.text;
        String line = what.code + " " + what.dsn + " " + what.text;
        boolean badCode = what.code < 400 || what.code > 599;
        if (badCode || !EnhancedCode.valid(what.dsn)) {
            request.msg().warning((badCode ? "SMTP reply code" : "DSN detail code") + " configuration error: " + line);
            number = 450;
            status = "4.7.1";
            why = "Service unavailable";
        }
        if (!warnOnly && ifReject != null && number >= 500) {
            Deferral deferral = ifReject;
            warnDepth = 0;
            ifReject = null;
            return reject(request, deferral, false);
        }
        if (number >= 500 && parameters.bool("soft_bounce")) {
            number -= 100;
        }
        status = number / 100 + status.substring(1);
        int room = MAX_TEXT - 5 - status.length();
        why = Text.printable(why.length() > room ? why.substring(0, room) : why);
        Reply reply = Reply.of(number, status, why);
        request.log(warnOnly ? "reject_warning" : "reject", reply.toString());
        Optional<Cause> cause = what.rule.map(rule -> rule.cause(parameters));
        return warnOnly ? Ruling.DUNNO : new Ruling.Refuse(reply.because(cause));
    }

    /** Refuses later, if nothing else does. */
    Ruling deferIfPermit(Request request, int code, String dsn, String text) {
        if (warns()) {
            return reject(request, code, dsn, text);
        }
        if (!active) {
            active = true;
            ifPermit = new Deferral(code, dsn, text, asked);
        }
        return Ruling.DUNNO;
    }

    /** Makes a later refusal a temporary one. */
    void deferIfReject(Request request, int code, String dsn, String text) {
        if (warns()) {
            reject(request, code, dsn, text);
        } else if (ifReject == null) {
            ifReject = new Deferral(code, dsn, text, asked);
        }
    }

    /** What defer_if_permit comes to at the end. */
    Ruling atLast(Request request) {
        return active ? reject(request, ifPermit, warns()) : Ruling.DUNNO;
    }
}
