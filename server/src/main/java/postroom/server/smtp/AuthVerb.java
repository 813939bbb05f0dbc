package postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.server.stream.StreamFramer;
import postroom.server.wire.Secrets;

/** AUTH (RFC 4954): an exchange of lines in base64 until the policy knows who the client is. */
final class AuthVerb extends VerbHandler {

    /** The longest response (RFC 4954 §4.3). */
    private static final int LONGEST_RESPONSE = 12_288;

    private static final Reply SUCCESS = Reply.of(235, "2.7.0", "Authentication successful");
    private static final Reply ABORTED = Reply.of(501, "5.7.0", "Authentication aborted");
    private static final Reply TOO_LONG = Reply.of(535, "5.7.8", "Error: authentication failed: response too long");

    private static final Reply NOT_ENABLED = Reply.of(503, "5.5.1", "Error: authentication not enabled");

    AuthVerb() {
        super(Verb.AUTH);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        Optional<Reply> outOfOrder = outOfOrder(c, request);
        if (outOfOrder.isPresent()) {
            return Answer.bad(outOfOrder.get()).now();
        }
        Sasl.Exchange exchange = c.policy().authenticate(request.word(1));
        Optional<String> initial = request.count() == 3 ? Optional.of(request.word(2)) : Optional.empty();
        return c.here(() -> exchange.begin(initial)).thenCompose(step -> after(c, request, exchange, step));
    }

    private static Optional<Reply> outOfOrder(Conversation c, SmtpRequest request) {
        if (c.config().heloRequired() && c.helo().isEmpty()) {
            return Optional.of(c.because("smtpd_helo_required", MailVerb.HELO_FIRST));
        }
        if (!offered(c)) {
            String parameter = c.offer().isPresent() ? "smtpd_tls_auth_only" : "smtpd_sasl_auth_enable";
            return Optional.of(c.because(parameter, NOT_ENABLED));
        }
        if (c.transaction().open()) {
            return Optional.of(Reply.of(503, "5.5.1", "Error: MAIL transaction in progress"));
        }
        if (c.sasl().isPresent()) {
            return Optional.of(Reply.of(503, "5.5.1", "Error: already authenticated"));
        }
        boolean syntax = request.count() == 2 || request.count() == 3;
        return syntax ? Optional.empty() : Optional.of(Reply.of(501, "5.5.4", "Syntax: AUTH mechanism"));
    }

    /** Whether AUTH is there for this client now; before STARTTLS it may be as if it were not. */
    static boolean offered(Conversation c) {
        return c.offer()
                .filter(offer -> !offer.onlyEncrypted() || c.tls().isPresent())
                .isPresent();
    }

    private static CompletionStage<Answer> after(
            Conversation c, SmtpRequest request, Sasl.Exchange exchange, Sasl.Step step) {
        if (step instanceof Sasl.Challenge challenge) {
            Reply asks = Reply.plain(334, challenge.text());
            c.tellCommand("AUTH", request, asks);
            return c.reply(asks).thenCompose(sent -> line(c)).thenCompose(line -> {
                SmtpRequest secret = SmtpRequest.of(Secrets.MASK);
                if (line.isEmpty()) {
                    return Answer.bad(TOO_LONG).now();
                }
                if (line.get().equals("*")) {
                    exchange.aborted();
                    return Answer.bad(ABORTED).now();
                }
                return c.here(() -> exchange.next(line.get())).thenCompose(next -> after(c, secret, exchange, next));
            });
        }
        if (step instanceof Sasl.Accepted accepted) {
            c.loggedIn(accepted.login());
            return new Answer(Optional.of(SUCCESS), true).now();
        }
        return Answer.bad(((Sasl.Refused) step).reply()).now();
    }

    /** The client's next line; empty if it was too long. */
    private static CompletionStage<Optional<String>> line(Conversation c) {
        CompletableFuture<Optional<String>> whole = new CompletableFuture<>();
        c.framer().read(new StreamFramer.Mode() {
            private boolean tooLong;

            @Override
            public boolean cut(ByteBuf in) {
                int length = in.bytesBefore((byte) '\n');
                if (length < 0) {
                    tooLong |= in.readableBytes() > LONGEST_RESPONSE;
                    if (tooLong) {
                        in.skipBytes(in.readableBytes());
                    }
                    return false;
                }
                c.framer().pause();
                String line =
                        in.readCharSequence(length, StandardCharsets.UTF_8).toString();
                in.skipBytes(1);
                c.wire().clientLine(Secrets.MASK);
                whole.complete(
                        tooLong || length > LONGEST_RESPONSE
                                ? Optional.empty()
                                : Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
                return true;
            }
        });
        return whole;
    }
}
