package postroom.labs.debian.dovecot.sieve.run;

import java.util.function.Predicate;
import postroom.labs.debian.dovecot.delivery.Letter;

/**
 * What a script is run over.
 *
 * @param letter the message with its envelope
 * @param mailboxes tells whether there is a mailbox
 * @param now the time
 * @param script its name, for complaints
 */
public record Subject(Letter letter, Predicate<String> mailboxes, java.time.Instant now, String script) {}
