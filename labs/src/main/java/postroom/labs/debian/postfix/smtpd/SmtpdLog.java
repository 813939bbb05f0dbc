package postroom.labs.debian.postfix.smtpd;

import java.util.concurrent.Executor;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.server.smtp.SmtpEvent;
import postroom.server.smtp.SmtpLog;
import postroom.server.tls.TlsFacts;

/** Writes a session's events as smtpd(8) logs them. */
record SmtpdLog(Executor serial, Service service, String client) implements SmtpLog {
    @Override
    public void on(SmtpEvent event) {
        serial.execute(() -> write(event));
    }

    private void write(SmtpEvent event) {
        if (event instanceof SmtpEvent.Disconnected gone) {
            info("disconnect from " + client + " " + gone.counts());
        } else if (event instanceof SmtpEvent.Aborted aborted) {
            info(aborted.text() + " from " + client);
        } else if (event instanceof SmtpEvent.ImproperPipelining early) {
            info("improper command pipelining after " + early.where() + " from " + client + ": " + early.data());
        } else if (event instanceof SmtpEvent.NonSmtpCommand command) {
            warning("non-SMTP command from " + client + ": " + command.line());
        } else if (event instanceof SmtpEvent.RequestTooLong line) {
            warning(client + ": request longer than " + line.limit() + ": " + line.start() + "...");
        } else if (event instanceof SmtpEvent.IllegalAddress address) {
            warning("Illegal address syntax from " + client + " in " + address.where() + " command: "
                    + address.typed());
        } else if (event instanceof SmtpEvent.KeywordsDiscarded discarded) {
            info("discarding EHLO keywords: " + discarded.keywords());
        } else if (event instanceof SmtpEvent.Rejected rejected) {
            info(rejected.queueId().orElse("NOQUEUE") + ": reject: " + rejected.where() + " from " + client + ": "
                    + rejected.reply() + ";" + rejected.whatsup());
        } else {
            writeContent(event);
        }
    }

    private void writeContent(SmtpEvent event) {
        if (event instanceof SmtpEvent.SizeLimitExceeded size) {
            warning(size.queueId().map(id -> id + ": ").orElse("") + "queue file size limit exceeded");
        } else if (event instanceof SmtpEvent.MalformedBdat bdat) {
            warning(bdat.queueId().orElse("NOQUEUE") + ": malformed BDAT command syntax from " + client + ": "
                    + bdat.line());
        } else if (event instanceof SmtpEvent.NullBdat bdat) {
            warning(bdat.queueId().orElse("NOQUEUE") + ": null BDAT request from " + client);
        } else if (event instanceof SmtpEvent.BdatTooBig bdat) {
            warning(bdat.queueId().orElse("NOQUEUE") + ": BDAT request from " + client + " exceeds message size limit");
        } else if (event instanceof SmtpEvent.TlsEstablished tls) {
            established(tls.facts());
        } else if (event instanceof SmtpEvent.TlsFailed tls) {
            info("SSL_accept error from " + client + ": " + tls.outcome());
            if (!tls.cause().isEmpty()) {
                warning("TLS library problem: " + tls.cause());
            }
        } else if (event instanceof SmtpEvent.NoClientCertificate) {
            info("NOQUEUE: abort: TLS from " + client + ": No client certificate presented");
        } else if (event instanceof SmtpEvent.LocalDataError error) {
            info(error.queueId().orElse("NOQUEUE") + ": reject: " + error.where() + " from " + client + ": 421 4.3.0 "
                    + service.parameters().get("myhostname") + " Server local data error");
        }
    }

    private void established(TlsFacts facts) {
        long level = service.parameters().number("smtpd_tls_loglevel");
        if (level < 1) {
            return;
        }
        if (level > 1) {
            HandshakeSteps.of(facts.protocol(), client, service.host().clock().instant())
                    .forEach(this::info);
        }
        String trust = facts.clientChain().isEmpty()
                ? "Anonymous"
                : ClientTrust.isTrusted(service, facts.clientChain()) ? "Trusted" : "Untrusted";
        info(trust + " TLS connection established from " + client + ": " + facts.summary());
    }

    private void info(String text) {
        service.msg().info(Text.fromUnicode(text));
    }

    private void warning(String text) {
        service.msg().report(Msg.Severity.WARNING, Text.fromUnicode(text));
    }
}
