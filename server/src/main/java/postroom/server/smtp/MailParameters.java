package postroom.server.smtp;

import java.util.Locale;
import java.util.Optional;
import postroom.server.smtp.syntax.Printing;
import postroom.server.smtp.syntax.Xtext;

/**
 * The parameters of MAIL FROM: BODY (RFC 6152), SIZE (RFC 1870), SMTPUTF8 (RFC 6531), AUTH (RFC 4954), RET and ENVID
 * (RFC 3461). What was read stays in the transaction even when a later one is refused, as in smtpd(8).
 */
final class MailParameters {

    static final Reply DSN_DISABLED = Reply.of(501, "5.7.1", "DSN support is disabled");

    private static final int FIRST = 3;

    private final SmtpConfig config;
    private final MailTransaction transaction;
    private final SmtpRequest request;
    private Optional<String> envelopeId = Optional.empty();

    MailParameters(Conversation c, SmtpRequest request) {
        config = c.config();
        transaction = c.transaction();
        this.request = request;
        transaction.body = Envelope.Body.UNSPECIFIED;
        transaction.ret = Optional.empty();
        transaction.envelopeId = Optional.empty();
        transaction.smtpUtf8 =
                utf8Supported() && request.words().stream().skip(FIRST).anyMatch(word -> word.is("SMTPUTF8"));
    }

    /** Known before the others, for it decides what is an address. */
    boolean smtpUtf8() {
        return transaction.smtpUtf8;
    }

    /** @return the refusal of the first parameter that is wrong */
    Optional<Reply> read() {
        for (int i = FIRST; i < request.count(); i++) {
            Optional<Reply> wrong = one(request.word(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        transaction.envelopeId = envelopeId;
        return Optional.empty();
    }

    private Optional<Reply> one(String typed) {
        String upper = typed.toUpperCase(Locale.ROOT);
        if (upper.equals("BODY=8BITMIME")) {
            transaction.body = Envelope.Body.EIGHT_BIT_MIME;
        } else if (upper.equals("BODY=7BIT")) {
            transaction.body = Envelope.Body.SEVEN_BIT;
        } else if (upper.startsWith("SIZE=")) {
            return size(typed.substring(5));
        } else if (upper.startsWith("AUTH=")) {
            return auth(typed.substring(5));
        } else if (upper.startsWith("RET=")) {
            return ret(upper.substring(4));
        } else if (upper.startsWith("ENVID=")) {
            return envelopeId(typed.substring(6));
        } else if (!utf8Supported() || !upper.equals("SMTPUTF8")) {
            return refusal(555, "5.5.4", "Unsupported option: " + Printing.printable(typed));
        }
        return Optional.empty();
    }

    private Optional<Reply> size(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return refusal(501, "5.5.4", "Bad message size syntax");
        }
        Optional<Long> size = Numbers.parse(digits);
        if (size.isEmpty()) {
            return refusal(552, "5.3.4", "Message size exceeds file system imposed limit");
        }
        transaction.declaredSize = size.get();
        return Optional.empty();
    }

    private Optional<Reply> auth(String sender) {
        if (transaction.authSender.isPresent()) {
            return refusal(503, "5.5.4", "Error: multiple AUTH= options");
        }
        if (!sender.equals("<>")) {
            transaction.authSender = Optional.of(Printing.printable(sender));
        }
        return Optional.empty();
    }

    private Optional<Reply> ret(String value) {
        if (!config.offers(EhloKeyword.DSN)) {
            return Optional.of(DSN_DISABLED);
        }
        if (transaction.ret.isPresent() || !value.equals("FULL") && !value.equals("HDRS")) {
            return refusal(501, "5.5.4", "Bad RET parameter syntax");
        }
        transaction.ret = Optional.of(Envelope.Ret.valueOf(value));
        return Optional.empty();
    }

    private Optional<Reply> envelopeId(String xtext) {
        if (!config.offers(EhloKeyword.DSN)) {
            return Optional.of(DSN_DISABLED);
        }
        Optional<String> decoded = Xtext.decode(xtext);
        if (envelopeId.isPresent() || decoded.isEmpty() || !Xtext.printable(decoded.get())) {
            return refusal(501, "5.5.4", "Bad ENVID parameter syntax");
        }
        envelopeId = decoded;
        return Optional.empty();
    }

    private boolean utf8Supported() {
        return config.smtpUtf8() && config.offers(EhloKeyword.SMTPUTF8);
    }

    private static Optional<Reply> refusal(int code, String enhanced, String text) {
        return Optional.of(Reply.of(code, enhanced, text));
    }
}
