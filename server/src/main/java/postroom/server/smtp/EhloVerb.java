package postroom.server.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import postroom.server.smtp.syntax.Printing;

/** EHLO (RFC 5321 §4.1.1.1): as HELO, and lists what the server can do, in Postfix's order. */
final class EhloVerb extends VerbHandler {

    EhloVerb() {
        super(Verb.EHLO);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (request.count() < 2) {
            return Answer.bad(Reply.plain(501, "Syntax: EHLO hostname")).now();
        }
        String name = Printing.helo(request.rest(1));
        return c.ask(() -> c.policy().helo(name), () -> {
            c.resetTransaction();
            c.greeted(name, "ESMTP");
            logDiscarded(c);
            return Answer.multiline(250, capabilities(c)).now();
        });
    }

    private static List<String> capabilities(Conversation c) {
        SmtpConfig config = c.config();
        List<String> lines = new ArrayList<>(12);
        lines.add(config.myhostname());
        add(lines, config, EhloKeyword.PIPELINING, true);
        if (config.offers(EhloKeyword.SIZE)) {
            lines.add(config.messageSizeLimit() > 0 ? "SIZE " + config.messageSizeLimit() : "SIZE");
        }
        add(lines, config, EhloKeyword.VRFY, !config.disableVrfy());
        add(lines, config, EhloKeyword.ETRN, true);
        boolean offerTls =
                config.tlsLevel() != SmtpConfig.TlsLevel.NONE && c.tls().isEmpty();
        add(lines, config, EhloKeyword.STARTTLS, offerTls);
        if (config.offers(EhloKeyword.AUTH) && AuthVerb.offered(c)) {
            Sasl.Offer offer = c.offer().orElseThrow();
            String mechanisms = String.join(" ", offer.mechanisms());
            lines.add("AUTH " + mechanisms);
            if (offer.brokenClients()) {
                lines.add("AUTH=" + mechanisms);
            }
        }
        add(lines, config, EhloKeyword.ENHANCEDSTATUSCODES, true);
        add(lines, config, EhloKeyword.EIGHT_BIT_MIME, true);
        add(lines, config, EhloKeyword.DSN, true);
        add(lines, config, EhloKeyword.SMTPUTF8, config.smtpUtf8());
        add(lines, config, EhloKeyword.CHUNKING, true);
        return lines;
    }

    private static void add(List<String> lines, SmtpConfig config, EhloKeyword keyword, boolean can) {
        if (can && config.offers(keyword)) {
            lines.add(keyword.toString());
        }
    }

    private static void logDiscarded(Conversation c) {
        var discarded = c.config().discardKeywords();
        boolean silent =
                discarded.contains(EhloKeyword.SILENT_DISCARD) || discarded.contains(EhloKeyword.ENHANCEDSTATUSCODES);
        if (!discarded.isEmpty() && !silent) {
            c.log(new SmtpEvent.KeywordsDiscarded(
                    discarded.stream().sorted().map(EhloKeyword::loggedName).collect(Collectors.joining(" "))));
        }
    }
}
