package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.verify.Verification;

/** What restrictions are asked about, as far as it is known, and what they may do. Texts that are missing are null. */
interface Request {
    Client client();

    String helo();

    String sender();

    String recipient();

    /** The argument of ETRN. */
    String etrnDomain();

    /** The command, as log lines call it: {@code RCPT}, {@code END-OF-MESSAGE}. */
    String where();

    boolean encrypted();

    /** The client has talked out of turn. */
    boolean improperPipelining();

    /** Who has logged in. */
    Optional<String> login();

    /** Recipients that were accepted. */
    int recipientCount();

    /** Where warnings go. */
    Msg msg();

    /** Logs what was decided: {@code reject}, {@code warn}, {@code hold} ... */
    void log(String what, String text);

    /** An action that the message is to get later: HOLD, DISCARD, FILTER, REDIRECT, PREPEND, BCC. */
    void action(String action, String text);

    /** Whether the message is to be held already. */
    boolean held();

    /** What is known of an address. @throws Pending while a probe is under way */
    Verification verify(String address);

    /** Lets the client wait. @throws Pending until the time is over */
    void sleep(int seconds);

    /** The client is to be cut off without a reply. */
    void hangUp();
}
