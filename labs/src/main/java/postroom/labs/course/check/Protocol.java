package postroom.labs.course.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A protocol in which clients talk to the servers of a lab, as checks name it. */
public enum Protocol {
    SMTP(25, 465, "[2-5][0-9x][0-9x]", "a reply is three digits, x for any: 250, 5xx", "[A-Z]{3,10}|\\."),
    IMAP(143, 993, "OK|NO|BAD", "an answer in IMAP is OK, NO or BAD", "[A-Z]{2,15}"),
    POP3(110, 995, "OK|ERR", "an answer in POP3 is OK or ERR", "[A-Z]{3,4}");

    private final int port;
    private final int tlsPort;
    private final Pattern reply;
    private final String replyHelp;
    private final Pattern verb;

    Protocol(int port, int tlsPort, String reply, String replyHelp, String verb) {
        this.port = port;
        this.tlsPort = tlsPort;
        this.reply = Pattern.compile(reply);
        this.replyHelp = replyHelp;
        this.verb = Pattern.compile(verb);
    }

    /** Where its server listens; with TLS from the first byte that is another port. */
    int port(boolean tlsFirst) {
        return tlsFirst ? tlsPort : port;
    }

    /** Whether a check may ask for such a reply. */
    boolean isReply(String text) {
        return reply.matcher(text).matches();
    }

    /** What an author has to know who has written another. */
    String replyHelp() {
        return replyHelp;
    }

    /** Whether commands may be named so. */
    boolean isVerb(String text) {
        return verb.matcher(text).matches();
    }

    /** Its name in exercises and in the wire log: {@code smtp}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The protocol of that name; empty for one that exercises do not know. */
    public static Optional<Protocol> named(String name) {
        for (Protocol each : values()) {
            if (each.toString().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
