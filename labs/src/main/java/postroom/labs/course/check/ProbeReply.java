package postroom.labs.course.check;

/**
 * What a server answered to the last line of a probe, or as its greeting.
 *
 * @param status as in {@link Exchange#status}
 * @param text all lines of the answer, joined by newlines; of IMAP's last line without the tag
 */
public record ProbeReply(String status, String text) {}
