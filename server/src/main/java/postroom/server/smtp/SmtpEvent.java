package postroom.server.smtp;

import java.util.Optional;
import java.util.OptionalLong;
import postroom.server.tls.TlsFacts;

/**
 * The events of a session that Postfix writes to mail.log. Texts from the client are given as Postfix prints them:
 * unprintable characters as {@code ?}, or escaped where the component says so.
 */
public sealed interface SmtpEvent {

    /** {@code disconnect from ... ehlo=1 quit=1 commands=2}: the last event of every session. */
    record Disconnected(CommandCounts counts) implements SmtpEvent {}

    /**
     * {@code lost connection after DATA (12 bytes) from}, {@code timeout after ...}, {@code too many errors after ...}.
     *
     * @param where the last command, {@code CONNECT}, {@code UNKNOWN} or {@code END-OF-MESSAGE}
     * @param contentBytes how much of the message had come, when the session ended within DATA or BDAT
     */
    record Aborted(Reason reason, String where, OptionalLong contentBytes) implements SmtpEvent {
        /** Why a session ended without QUIT; prints as Postfix has it. */
        public enum Reason {
            LOST_CONNECTION("lost connection"),
            TIMEOUT("timeout"),
            TOO_MANY_ERRORS("too many errors");

            private final String text;

            Reason(String text) {
                this.text = text;
            }

            @Override
            public String toString() {
                return text;
            }
        }

        /** The line without its {@code from name[address]}: {@code lost connection after MAIL}. */
        public String text() {
            String bytes = contentBytes.isPresent() ? " (" + contentBytes.getAsLong() + " bytes)" : "";
            return reason + " after " + where + bytes;
        }
    }

    /** {@code improper command pipelining after EHLO from ...: NOOP\r\n}; told once a session. @param data escaped */
    record ImproperPipelining(String where, String data) implements SmtpEvent {}

    /** {@code warning: non-SMTP command from ...: GET / HTTP/1.0}. @param line escaped, up to 100 characters */
    record NonSmtpCommand(String line) implements SmtpEvent {}

    /** {@code warning: <namaddr>: request longer than 2048: <start>...}. @param start the first 30 characters */
    record RequestTooLong(int limit, String start) implements SmtpEvent {}

    /** {@code warning: Illegal address syntax from ... in MAIL command: <a@b..c>}. */
    record IllegalAddress(String where, String typed) implements SmtpEvent {}

    /** {@code discarding EHLO keywords: CHUNKING}. @param keywords in Postfix's order, parted by blanks */
    record KeywordsDiscarded(String keywords) implements SmtpEvent {}

    /**
     * {@code NOQUEUE: reject: MAIL from ...: 552 5.3.4 Message size exceeds fixed limit; from=<a> proto=ESMTP helo=<b>}:
     * a refusal that did not come from the policy.
     */
    record Rejected(Optional<String> queueId, String where, Reply reply, Whatsup whatsup) implements SmtpEvent {}

    /** {@code warning: ID: queue file size limit exceeded}. */
    record SizeLimitExceeded(Optional<String> queueId) implements SmtpEvent {}

    /** {@code warning: NOQUEUE: malformed BDAT command syntax from ...: BDAT x}. @param line up to 100 characters */
    record MalformedBdat(Optional<String> queueId, String line) implements SmtpEvent {}

    /** {@code warning: NOQUEUE: null BDAT request from ...}. */
    record NullBdat(Optional<String> queueId) implements SmtpEvent {}

    /** {@code warning: ID: BDAT request from ... exceeds message size limit}. */
    record BdatTooBig(Optional<String> queueId) implements SmtpEvent {}

    /** {@code Anonymous TLS connection established from ...: TLSv1.3 with cipher ...} at log level 1 and above. */
    record TlsEstablished(TlsFacts facts) implements SmtpEvent {}

    /** {@code NOQUEUE: abort: TLS from ...: No client certificate presented}; the connection is lost with it. */
    record NoClientCertificate() implements SmtpEvent {}

    /**
     * {@code SSL_accept error from ...: -1}; the connection is lost with it.
     *
     * @param outcome what stands behind the colon: {@code -1} or {@code lost connection}
     * @param cause what the TLS library said; empty when the client went away
     */
    record TlsFailed(String outcome, String cause) implements SmtpEvent {}

    /** {@code NOQUEUE: reject: DATA from ...: 421 4.3.0 ... Server local data error}: the policy or sink broke. */
    record LocalDataError(Optional<String> queueId, String where, Throwable cause) implements SmtpEvent {}

    /** What a reject line tells of the transaction: {@code from=<a> to=<b> proto=SMTP helo=<c>}. */
    record Whatsup(Optional<String> sender, Optional<String> recipient, String protocol, Optional<String> helo) {
        @Override
        public String toString() {
            return sender.map(s -> " from=<" + s + ">").orElse("")
                    + recipient.map(r -> " to=<" + r + ">").orElse("")
                    + " proto=" + protocol
                    + helo.map(h -> " helo=<" + h + ">").orElse("");
        }
    }
}
