package postroom.labs.debian.dovecot.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postroom.server.mailbox.MailRecord;

/** A message that a query may match. What costs a look at its text is asked for only if the query needs it. */
public interface Candidate {
    /** What the mailbox says of it. */
    MailRecord record();

    /** Its number in the mailbox, from 1. */
    int sequence();

    /** How many messages the mailbox has. */
    int total();

    /** The highest UID of the mailbox; 0 if it is empty. */
    long highestUid();

    /** The mailbox. */
    String mailbox();

    /** The mailbox' GUID. */
    String mailboxGuid();

    /** Its own GUID. */
    String guid();

    /** Its length with CR LF at line ends. */
    long size();

    /** The values of all fields of that name, decoded, on one line each. */
    List<String> header(String name);

    /** The header as text, decoded. */
    String headerText();

    /** The body as text, decoded. */
    String bodyText();

    /** When it says that it was sent. */
    Optional<Instant> sent();
}
