package postroom.server.smtp;

import java.util.Optional;

/** Events as Postfix's log has them, for comparison with recorded logs. */
final class PostfixLines {

    private static final String CLIENT = "localhost[127.0.0.1]";

    private PostfixLines() {}

    static String of(SmtpEvent event) {
        if (event instanceof SmtpEvent.Disconnected end) {
            return "disconnect from " + CLIENT + " " + end.counts();
        } else if (event instanceof SmtpEvent.Aborted end) {
            return end.text() + " from " + CLIENT;
        } else if (event instanceof SmtpEvent.ImproperPipelining early) {
            return "improper command pipelining after " + early.where() + " from " + CLIENT + ": " + early.data();
        } else if (event instanceof SmtpEvent.NonSmtpCommand command) {
            return "warning: non-SMTP command from " + CLIENT + ": " + command.line();
        } else if (event instanceof SmtpEvent.RequestTooLong request) {
            return "warning: " + CLIENT + ": request longer than " + request.limit() + ": " + request.start() + "...";
        } else if (event instanceof SmtpEvent.IllegalAddress address) {
            return "warning: Illegal address syntax from " + CLIENT + " in " + address.where() + " command: "
                    + address.typed();
        } else if (event instanceof SmtpEvent.Rejected rejected) {
            return id(rejected.queueId()) + ": reject: " + rejected.where() + " from " + CLIENT + ": "
                    + rejected.reply() + ";" + rejected.whatsup();
        }
        return other(event);
    }

    private static String other(SmtpEvent event) {
        if (event instanceof SmtpEvent.KeywordsDiscarded discarded) {
            return "discarding EHLO keywords: " + discarded.keywords();
        } else if (event instanceof SmtpEvent.SizeLimitExceeded exceeded) {
            return "warning: " + id(exceeded.queueId()) + ": queue file size limit exceeded";
        } else if (event instanceof SmtpEvent.MalformedBdat bdat) {
            return "warning: " + id(bdat.queueId()) + ": malformed BDAT command syntax from " + CLIENT + ": "
                    + bdat.line();
        } else if (event instanceof SmtpEvent.NullBdat bdat) {
            return "warning: " + id(bdat.queueId()) + ": null BDAT request from " + CLIENT;
        } else if (event instanceof SmtpEvent.BdatTooBig bdat) {
            return "warning: " + id(bdat.queueId()) + ": BDAT request from " + CLIENT + " exceeds message size limit";
        } else if (event instanceof SmtpEvent.TlsFailed failed) {
            return "SSL_accept error from " + CLIENT + ": " + failed.outcome();
        }
        return event.toString();
    }

    private static String id(Optional<String> queueId) {
        return queueId.orElse("NOQUEUE");
    }
}
