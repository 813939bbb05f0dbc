package postroom.server.mailbox;

import java.time.Instant;

/**
 * A message as a look at its mailbox found it.
 *
 * @param recent whether no session has been told of it before
 * @param modseq of the last change of its flags (RFC 7162)
 * @param received when it came, IMAP's INTERNALDATE
 * @param saved when it was put into this mailbox (RFC 8514)
 */
public record MailRecord(long uid, MailFlags flags, boolean recent, long modseq, Instant received, Instant saved) {}
