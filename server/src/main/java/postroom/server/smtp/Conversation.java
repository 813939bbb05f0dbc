package postroom.server.smtp;

import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import postroom.server.smtp.SmtpEvent.Aborted.Reason;
import postroom.server.smtp.syntax.Printing;
import postroom.server.stream.OnLoop;
import postroom.server.stream.SessionHandler;
import postroom.server.stream.StreamFramer;
import postroom.server.tls.OpensslErrors;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsFacts;
import postroom.server.wire.WireRecorder;

/**
 * One SMTP session from greeting to goodbye: smtpd(8)'s loop, with its error limits and delays, made of callbacks on one
 * event loop. Only {@link SmtpSession}'s methods may be called from elsewhere, and only while an answer is pending.
 */
final class Conversation extends SessionState implements StreamFramer.Reader, SessionHandler.Life {

    private static final int SHOWN_PIPELINING = 100;

    private final SmtpService service;
    private final SmtpTransport transport;
    private final StreamFramer framer;
    private final WireRecorder wire;
    private final Clock clock;
    private final OnLoop onLoop;
    private final LineMode lines = new LineMode(this);
    private final CommandCounts counts = new CommandCounts();

    private SmtpConfig config = SmtpConfig.builder().build();
    private SmtpPolicy policy =
            domain -> CompletableFuture.completedFuture(Reply.plain(458, "Unable to queue messages"));
    private MessageSink sink = envelope -> new CompletableFuture<>();
    private SmtpLog log = SmtpLog.NONE;

    private Optional<Sasl.Offer> offer = Optional.empty();

    private int errors;
    private int junk;
    private boolean accessDenied;
    private boolean hangingUp;
    private boolean bareNewline;
    private boolean illPipelining;
    private boolean handshaking;
    private boolean begun;
    private boolean ended;

    Conversation(SmtpService service, SmtpTransport transport, StreamFramer framer, WireRecorder wire, Clock clock) {
        super(transport);
        this.service = service;
        this.transport = transport;
        this.framer = framer;
        this.wire = wire;
        this.clock = clock;
        this.onLoop = new OnLoop(transport.channel());
    }

    // --- beginning and end

    @Override
    public void open() {
        wire.opened("smtp", transport.ends());
        onLoop.then(() -> service.opened(this), (handling, failure) -> {
            if (failure != null || ended) {
                transport.finish();
            } else {
                begin(handling);
            }
        });
    }

    private void begin(SmtpService.Handling handling) {
        config = handling.config();
        offer = config.sasl();
        policy = handling.policy();
        sink = handling.sink();
        log = handling.log();
        begun = true;
        transport.watchIdle(config.timeout());
        if (!config.tlsWrapper()) {
            greet();
        } else if (config.tls().isPresent()) {
            startTls().thenAccept(good -> greet());
        } else {
            end(Optional.empty());
        }
    }

    private void greet() {
        if (ended || !config.tlsWrapper() && brokePipelining()) {
            return;
        }
        onLoop.then(policy::client, (verdict, failure) -> {
            if (ended) {
                return;
            }
            if (failure != null) {
                localDataError(failure);
            } else if (verdict instanceof Verdict.HangUp) {
                end(Optional.empty());
            } else if (verdict instanceof Verdict.Refuse refusal) {
                accessDenied = true;
                reply(refusal.reply()).thenRun(() -> {
                    errors++;
                    proceed();
                });
            } else {
                reply(Reply.plain(220, config.banner())).thenRun(this::proceed);
            }
        });
    }

    /** The connection was closed by the other side, or was reset. */
    @Override
    public void connectionGone() {
        inputEnded();
        end(Optional.of(Reason.LOST_CONNECTION));
        wire.closed();
    }

    /** The client will send no more; only a handshake cannot do with what it has. */
    @Override
    public void inputEnded() {
        if (handshaking && !ended) {
            transport.closeBelowTls();
            handshakeFailed("lost connection", "");
        }
    }

    /** The client has sent its last byte, and all of them were read. */
    @Override
    public void lost() {
        end(Optional.of(Reason.LOST_CONNECTION));
    }

    /** Nothing came for the whole timeout. While we think, the client may be silent. */
    @Override
    public void idle() {
        if (!ended && begun && !framer.paused()) {
            framer.pause();
            Reply late = Reply.of(421, "4.4.2", config.myhostname() + " Error: timeout exceeded");
            reply(because("smtpd_timeout", late)).thenRun(() -> end(Optional.of(Reason.TIMEOUT)));
        }
    }

    private void end(Optional<Reason> reason) {
        if (ended) {
            return;
        }
        ended = true;
        if (begun) {
            reason.ifPresent(this::logAborted);
            transaction().abort();
            log(new SmtpEvent.Disconnected(counts));
        }
        framer.stop();
        transport.finish();
    }

    /** Postfix does not mind a client that leaves without QUIT after its message. */
    private void logAborted(Reason reason) {
        boolean inContent = transaction().content.isPresent() && (where().equals("DATA") || where().equals("BDAT"));
        boolean afterMessage = where().equals("END-OF-MESSAGE") && reason == Reason.LOST_CONNECTION;
        if (!afterMessage) {
            OptionalLong bytes =
                    inContent ? OptionalLong.of(transaction().content.get().sizeWhenLost()) : OptionalLong.empty();
            log(new SmtpEvent.Aborted(reason, where(), bytes));
        }
    }

    // --- the loop

    /** Reads the next command, unless the session is over. */
    private void proceed() {
        if (ended) {
            return;
        }
        if (hangingUp) {
            end(Optional.empty());
        } else if (errors >= config.hardErrorLimit()) {
            Reply enough = Reply.of(421, "4.7.0", config.myhostname() + " Error: too many errors");
            reply(because("smtpd_hard_error_limit", enough)).thenRun(() -> end(Optional.of(Reason.TOO_MANY_ERRORS)));
        } else {
            framer.read(lines);
        }
    }

    /** Runs a verb, answers, and counts. */
    void answer(Verb verb, VerbHandler handler, SmtpRequest request) {
        if ((!protocol().equals("ESMTP") || verb.endsGroup) && brokePipelining()) {
            return;
        }
        onLoop.then(() -> handler.run(this, request), (answer, failure) -> {
            if (ended) {
                return;
            }
            if (failure != null) {
                localDataError(failure);
                return;
            }
            answer.reply().ifPresent(reply -> tellCommand(verb.name(), request, reply));
            CompletionStage<Void> said = answer.reply().map(this::reply).orElse(OnLoop.DONE);
            said.thenRun(() -> count(verb, answer.good()));
        });
    }

    private void count(Verb verb, boolean good) {
        if (good) {
            counts.succeeded(verb);
        } else {
            errors++;
        }
        if (verb.junkable && junk++ > config.junkCommandLimit()) {
            errors++;
        }
        if (verb == Verb.QUIT) {
            end(Optional.empty());
        } else {
            proceed();
        }
    }

    /** Answers what never reached a verb; it counts as an error. */
    void complain(SmtpRequest request, Reply reply) {
        tellCommand("UNKNOWN", request, reply);
        reply(reply).thenRun(() -> {
            errors++;
            proceed();
        });
    }

    /** Answers what does nothing. */
    void junk(SmtpRequest request, Reply reply) {
        tellCommand("NOOP", request, reply);
        reply(reply).thenRun(() -> {
            if (junk++ > config.junkCommandLimit()) {
                errors++;
            }
            proceed();
        });
    }

    void hangUp(SmtpRequest request, Reply reply) {
        tellCommand("UNKNOWN", request, reply);
        reply(reply).thenRun(() -> end(Optional.empty()));
    }

    private void localDataError(Throwable cause) {
        log(new SmtpEvent.LocalDataError(queueId(), where(), cause));
        reply(Reply.of(421, "4.3.0", config.myhostname() + " Server local data error"))
                .thenRun(() -> end(Optional.empty()));
    }

    @Override
    public boolean improperPipelining() {
        return illPipelining;
    }

    /** Notes a client that talks out of turn. @return whether that ended the session */
    private boolean brokePipelining() {
        if (illPipelining || !framer.unread().isReadable()) {
            return false;
        }
        byte[] early = new byte[Math.min(framer.unread().readableBytes(), SHOWN_PIPELINING)];
        framer.unread().getBytes(framer.unread().readerIndex(), early);
        illPipelining = true;
        log(new SmtpEvent.ImproperPipelining(where(), Printing.escape(early)));
        if (config.forbidUnauthPipelining()) {
            reply(Reply.of(554, "5.5.0", "Error: SMTP protocol synchronization"))
                    .thenRun(() -> end(Optional.empty()));
        }
        return config.forbidUnauthPipelining();
    }

    // --- bare newlines

    void bareNewline(boolean bare) {
        bareNewline = bare;
    }

    boolean rejectsBareNewline() {
        return bareNewline && config.bareNewline() == SmtpConfig.BareNewline.REJECT;
    }

    void refuseBareNewline() {
        Reply reply = bareNewlineReply();
        logRejected(reply);
        reply(reply).thenRun(() -> end(Optional.empty()));
    }

    Reply bareNewlineReply() {
        return Reply.of(config.bareNewlineRejectCode(), "5.5.2", config.myhostname() + " Error: bare <LF> received");
    }

    // --- replies

    /** Sends a reply, late when the client has made too many errors. */
    CompletionStage<Void> reply(Reply original) {
        Reply reply = config.softBounce() ? softened(original) : original;
        hangingUp |= reply.endsSession();
        long delay = errors >= config.softErrorLimit() ? config.errorSleepTime().toMillis() : 0;
        if (delay == 0 || ended) {
            transport.send(reply);
            return OnLoop.DONE;
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        // Postfix sleeps before each line of a reply.
        transport
                .channel()
                .eventLoop()
                .schedule(
                        () -> {
                            transport.send(reply);
                            transport.flush();
                            sent.complete(null);
                        },
                        delay * reply.lines().size(),
                        TimeUnit.MILLISECONDS);
        return sent;
    }

    private static Reply softened(Reply reply) {
        if (reply.code() < 500) {
            return reply;
        }
        String enhanced =
                reply.enhanced().startsWith("5") ? "4" + reply.enhanced().substring(1) : reply.enhanced();
        return new Reply(reply.code() - 100, enhanced, reply.lines(), reply.cause());
    }

    /** A reply that a parameter of smtpd has caused. */
    Reply because(String parameter, Reply reply) {
        return wire.on() ? reply.because(policy.because(parameter)) : reply;
    }

    /** Tells watchers of a command and its answer. */
    void tellCommand(String verb, SmtpRequest request, Reply reply) {
        if (wire.on()) {
            String status = reply.enhanced().isEmpty() ? "" : reply.enhanced() + " ";
            wire.command(
                    verb,
                    request.line(),
                    request.getArgument(),
                    reply.code(),
                    reply.lines().stream().map(line -> status + line).toList());
        }
    }

    void log(SmtpEvent event) {
        log.on(event);
    }

    void logRejected(Reply reply) {
        log(new SmtpEvent.Rejected(
                queueId(), where(), reply, new SmtpEvent.Whatsup(sender(), firstRecipient(), protocol(), helo())));
    }

    // --- encryption

    /** Whether this command has to wait for STARTTLS. */
    boolean mustEncrypt() {
        return config.tlsLevel() == SmtpConfig.TlsLevel.ENCRYPT && tls().isEmpty();
    }

    /** Shakes hands; completes once it has succeeded, and ends the session if it has not. */
    CompletionStage<Boolean> startTls() {
        TlsContext context = config.tls().orElseThrow();
        long timeout = config.startTlsTimeout().toSeconds();
        CompletionStage<TlsFacts> handshake = config.tlsWrapper()
                ? transport.encryptFromTheStart(framer, context, timeout)
                : transport.encryptBehindCommand(framer, context, timeout);
        handshaking = true;
        CompletableFuture<Boolean> good = new CompletableFuture<>();
        handshake.whenComplete((facts, failure) -> {
            if (ended) {
                return;
            }
            if (failure != null) {
                boolean late = failure instanceof SslHandshakeTimeoutException;
                handshakeFailed(late ? "Connection timed out" : "-1", late ? "" : OpensslErrors.of(failure));
                return;
            }
            handshaking = false;
            log(new SmtpEvent.TlsEstablished(facts));
            if (config.tlsClientRequired() && facts.clientChain().isEmpty()) {
                log(new SmtpEvent.NoClientCertificate());
                lost();
                return;
            }
            encryptedBy(facts);
            wire.tlsStarted(facts);
            onLoop.then(policy::encrypted, (newOffer, broken) -> {
                if (broken != null) {
                    end(Optional.empty());
                } else {
                    offer = newOffer;
                    good.complete(true);
                }
            });
        });
        return good;
    }

    private void handshakeFailed(String outcome, String cause) {
        log(new SmtpEvent.TlsFailed(outcome, cause));
        lost();
    }

    // --- what verbs need

    /** The same stage, but what follows it runs on the event loop. */
    <T> CompletionStage<T> here(Supplier<CompletionStage<T>> work) {
        return onLoop.here(work);
    }

    /** Asks the policy; a refusal is the answer, otherwise it goes on. */
    CompletionStage<Answer> ask(
            Supplier<CompletionStage<Verdict>> question, Supplier<CompletionStage<Answer>> whenAccepted) {
        return here(question).thenCompose(verdict -> {
            if (verdict instanceof Verdict.HangUp) {
                end(Optional.empty());
                return new CompletableFuture<>();
            }
            return verdict instanceof Verdict.Refuse refusal
                    ? Answer.bad(refusal.reply()).now()
                    : whenAccepted.get();
        });
    }

    boolean accessDenied() {
        return accessDenied;
    }

    /** A message went well: earlier errors are forgiven. */
    void forgive() {
        errors = 0;
        junk = 0;
    }

    SmtpConfig config() {
        return config;
    }

    /** What AUTH offers at present. */
    Optional<Sasl.Offer> offer() {
        return offer;
    }

    SmtpPolicy policy() {
        return policy;
    }

    MessageSink sink() {
        return sink;
    }

    StreamFramer framer() {
        return framer;
    }

    WireRecorder wire() {
        return wire;
    }

    CommandCounts counts() {
        return counts;
    }

    Clock clock() {
        return clock;
    }

    boolean ended() {
        return ended;
    }

    /** James' dispatcher asks for it when a handler broke. @return null: the session is ended in Postfix's words */
    @Override
    public Response newFatalErrorResponse() {
        localDataError(new IllegalStateException("a command broke its handler"));
        return null;
    }
}
